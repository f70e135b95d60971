using Auth;

namespace HostApp;

/// <summary>Chooses the store by <c>Auth:Storage</c>.</summary>
internal static class Storage
{
    public static ClientCredentialsAuthBuilder UseConfiguredStorage(
        this ClientCredentialsAuthBuilder auth,
        IConfiguration configuration
    )
    {
        var connection = configuration.GetConnectionString("Auth") ?? "";
        auth = configuration["Auth:Storage"]?.ToLowerInvariant() switch
        {
            "sqlite" => auth.UseSqlite(connection),
            "postgresql" => auth.UsePostgreSql(connection),
            "inmemory" => auth,
            var other => throw new AuthConfigurationException(
                $"Auth:Storage is '{other}': write Sqlite, PostgreSql or InMemory."
            ),
        };

        // After the store: counters and notices of PostgreSQL give way to those of Redis.
        return configuration.GetConnectionString("Redis") is { Length: > 0 } redis ? auth.UseRedis(redis) : auth;
    }
}
