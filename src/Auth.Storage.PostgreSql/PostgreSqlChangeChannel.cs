using Npgsql;

namespace Auth.Storage.PostgreSql;

/// <summary>Notices by <c>NOTIFY</c>, received on a connection of their own.</summary>
internal sealed class PostgreSqlChangeChannel(PostgreSqlDatabase database) : IChangeChannel
{
    private const string Channel = "auth_changes";

    public string Name => "PostgreSQL";

    public async ValueTask PublishAsync(string notice, CancellationToken cancellationToken)
    {
        await using var command = database.Connections.CreateCommand("SELECT pg_notify($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Channel });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = notice });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task ListenAsync(Action<string> receive, CancellationToken cancellationToken)
    {
        await using var connection = await database.Connections.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notice) => receive(notice.Payload);
        await using (var command = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }
}
