using Auth.Bench.Hosts;
using Auth.TestKit;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Auth.Bench.Cleanup;

/// <summary>The removal of millions of expired tokens while the host goes on issuing and finding others.</summary>
internal static class CleanupCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(75);

    public static async Task RunAsync(Run run)
    {
        var count = run.Pick(10_000_000, 100_000);
        var results = new List<(string Name, CleanupResult Result)>();
        var directory = Directory.CreateTempSubdirectory("auth-bench-");
        await using var server = await PostgreSqlServer.StartDurableAsync();
        try
        {
            var sqlite = HostSpec.OnSqlite(directory);
            var postgreSql = await HostSpec.OnPostgreSqlAsync(server);
            results.Add(
                ("SQLite", await ExpiredTokens.RemoveAsync(sqlite, count, ExpiredRows.FillSqliteAsync, Patience))
            );
            results.Add(
                (
                    "PostgreSQL",
                    await ExpiredTokens.RemoveAsync(postgreSql, count, ExpiredRows.FillPostgreSqlAsync, Patience)
                )
            );
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            NpgsqlConnection.ClearAllPools();
            directory.Delete(recursive: true);
        }

        run.Report.Add(
            $"Clean-up of {Report.Number(count)} expired tokens",
            $"Batch after batch, as the host's clean-up runs them, for at most {Patience.TotalSeconds} seconds. Meanwhile one caller issues a token and one finds one, again and again.",
            [
                "",
                "removed",
                "rows/s",
                "longest batch ms",
                "p99 batch ms",
                "issue p99 ms: before",
                "during",
                "find p99 ms: before",
                "during",
            ],
            results.Select(entry => entry.Result.Row(entry.Name))
        );
    }
}

/// <summary>How a clean-up went.</summary>
/// <param name="Removed">Rows removed.</param>
/// <param name="Elapsed">In what time.</param>
/// <param name="Batches">The time of each batch in milliseconds.</param>
/// <param name="Before">Requests while nothing was removed.</param>
/// <param name="During">Requests meanwhile.</param>
internal sealed record CleanupResult(
    long Removed,
    TimeSpan Elapsed,
    List<double> Batches,
    Traffic Before,
    Traffic During
)
{
    /// <summary>The row of a table.</summary>
    public string[] Row(string name) =>
        [
            name,
            Report.Number(Removed),
            Report.Number(Removed / Elapsed.TotalSeconds),
            Report.Number(Quantiles.Of(Batches, 1), 1),
            Report.Number(Quantiles.Of(Batches, 0.99), 1),
            Report.Number(Quantiles.Of(Before.Issued, 0.99), 1),
            Report.Number(Quantiles.Of(During.Issued, 0.99), 1),
            Report.Number(Quantiles.Of(Before.Found, 0.99), 1),
            Report.Number(Quantiles.Of(During.Found, 0.99), 1),
        ];
}
