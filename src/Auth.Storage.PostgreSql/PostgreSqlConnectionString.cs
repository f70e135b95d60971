using Npgsql;

namespace Auth.Storage.PostgreSql;

/// <summary>A host's connection string, laid over defaults under which no call waits long for a server that does not answer.</summary>
internal static class PostgreSqlConnectionString
{
    // Later words win, so whatever the host writes stays in force.
    private const string Defaults =
        "Application Name=Auth;Timeout=2;Command Timeout=5;Cancellation Timeout=500;Keepalive=30;Max Auto Prepare=64;";

    /// <exception cref="ArgumentException">The string is malformed, or names no server.</exception>
    public static string From(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(Defaults + connectionString);
        if (string.IsNullOrEmpty(parts.Host))
        {
            throw new ArgumentException(
                "The connection string must name a server, such as 'Host=db;Database=auth;Username=auth;Password=...'.",
                nameof(connectionString)
            );
        }

        return parts.ConnectionString;
    }
}
