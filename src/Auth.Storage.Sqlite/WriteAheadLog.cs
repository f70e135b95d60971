using System.Data.Common;

namespace Auth.Storage.Sqlite;

/// <summary>Switches a database file to write-ahead logging, where readers never wait for the writer. The file remembers it.</summary>
internal static class WriteAheadLog
{
    /// <exception cref="InvalidOperationException">The file system cannot hold such a log, as network shares cannot.</exception>
    public static async Task EnableAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        var mode = await command.ExecuteScalarAsync(cancellationToken) as string;
        if (!string.Equals(mode, "wal", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                "SQLite cannot keep a write-ahead log beside the database file: put the file on a local disk."
            );
        }
    }
}
