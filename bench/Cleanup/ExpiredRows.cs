using Microsoft.Data.Sqlite;
using Npgsql;

namespace Auth.Bench.Cleanup;

/// <summary>Millions of expired tokens of one client, written by the database itself: random hashes, one ended a second.</summary>
internal static class ExpiredRows
{
    private static readonly long Newest = TimeProvider.System.GetUtcNow().AddHours(-1).UtcTicks;

    /// <summary>Fills a SQLite file.</summary>
    public static async Task FillSqliteAsync(string connectionString, string client, int count)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        // Indexes last, and rows in the order of their hashes: a tree that is written from left to right takes minutes less.
        var indexes = await IndexesAsync(connection);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = $"""
            PRAGMA synchronous = OFF;
            PRAGMA cache_size = -1000000;
            {string.Concat(indexes.Select(index => $"DROP INDEX \"{index.Name}\";"))}
            WITH RECURSIVE "Numbers"("N") AS (SELECT 1 UNION ALL SELECT "N" + 1 FROM "Numbers" WHERE "N" < @count)
            INSERT INTO "AuthTokens" ("Hash", "ClientId", "Scopes", "IssuedAt", "ExpiresAt")
            SELECT randomblob(32), @client, '[]', @newest - "N" * 10000000, @newest - "N" * 10000000 FROM "Numbers" ORDER BY 1;
            {string.Concat(indexes.Select(index => index.Sql + ';'))}
            PRAGMA wal_checkpoint(TRUNCATE);
            """;
        command.Parameters.AddWithValue("@count", count);
        command.Parameters.AddWithValue("@client", client);
        command.Parameters.AddWithValue("@newest", Newest);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Fills a PostgreSQL database.</summary>
    public static async Task FillPostgreSqlAsync(string connectionString, string client, int count)
    {
        await using var source = NpgsqlDataSource.Create($"{connectionString};Command Timeout=0");
        await using var fill = source.CreateCommand(
            """
            INSERT INTO "AuthTokens" ("Hash", "ClientId", "Scopes", "IssuedAt", "ExpiresAt")
            SELECT sha256(int8send(n)), $1, '[]', $2 - n * 10000000, $2 - n * 10000000 FROM generate_series(1, $3::bigint) AS n ORDER BY 1
            """
        );
        fill.Parameters.AddWithValue(client);
        fill.Parameters.AddWithValue(Newest);
        fill.Parameters.AddWithValue((long)count);
        await fill.ExecuteNonQueryAsync();
        // As on a server whose autovacuum has kept up.
        await using var tidy = source.CreateCommand("VACUUM ANALYZE \"AuthTokens\"");
        await tidy.ExecuteNonQueryAsync();
    }

    private static async Task<List<(string Name, string Sql)>> IndexesAsync(SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'AuthTokens' AND sql IS NOT NULL";
        await using var reader = await command.ExecuteReaderAsync();
        var indexes = new List<(string, string)>();
        while (await reader.ReadAsync())
        {
            indexes.Add((reader.GetString(0), reader.GetString(1)));
        }

        return indexes;
    }
}
