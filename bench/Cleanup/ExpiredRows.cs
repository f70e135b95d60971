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
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = """
            PRAGMA synchronous = OFF;
            PRAGMA cache_size = -1000000;
            WITH RECURSIVE "Numbers"("N") AS (SELECT 1 UNION ALL SELECT "N" + 1 FROM "Numbers" WHERE "N" < @count)
            INSERT INTO "AuthTokens" ("Hash", "ClientId", "Scopes", "IssuedAt", "ExpiresAt")
            SELECT randomblob(32), @client, '[]', @newest - "N" * 10000000, @newest - "N" * 10000000 FROM "Numbers";
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
            SELECT sha256(int8send(n)), $1, '[]', $2 - n * 10000000, $2 - n * 10000000 FROM generate_series(1, $3::bigint) AS n
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
}
