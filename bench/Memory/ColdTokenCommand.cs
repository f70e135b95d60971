using System.Diagnostics;
using Auth.Bench.Hosts;
using Auth.Bench.Pipeline;
using Auth.Credentials;
using Auth.Storage;
using Auth.TestKit;
using Npgsql;

namespace Auth.Bench.Memory;

/// <summary>A token that is not cached: one question to the store.</summary>
internal static class ColdTokenCommand
{
    private const int Callers = 32;

    public static async Task RunAsync(Run run)
    {
        var directory = Directory.CreateTempSubdirectory("auth-bench-");
        await using var server = await PostgreSqlServer.StartDurableAsync();
        try
        {
            var count = run.Pick(20_000, 1_000);
            var sqlite = await MeasureAsync(HostSpec.OnSqlite(directory), count);
            var onPostgreSql = await HostSpec.OnPostgreSqlAsync(server);
            var postgreSql = await MeasureAsync(onPostgreSql, count);
            var roundTrip = await RoundTripAsync(onPostgreSql.Connection, count);
            run.Report.Add(
                "Cold token",
                $"Finding a random one of {Report.Number(count)} tokens and its client in the store, one caller.",
                ["", "median µs", "p99 µs"],
                [Row("SQLite", sqlite), Row("PostgreSQL", postgreSql), Row("PostgreSQL, `SELECT 1`", roundTrip)]
            );
            run.Report.Judge("cold token, SQLite", Goal.AtMost(5, "µs", 1), Quantiles.Of(sqlite, 0.5));
            run.Report.Judge(
                "cold token, PostgreSQL, beyond one round trip",
                Goal.AtMost(20, "µs", 1),
                Quantiles.Of(postgreSql, 0.5) - Quantiles.Of(roundTrip, 0.5)
            );
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            directory.Delete(recursive: true);
        }
    }

    private static string[] Row(string name, List<double> times) =>
        [name, Report.Number(Quantiles.Of(times, 0.5), 1), Report.Number(Quantiles.Of(times, 0.99), 1)];

    private static async Task<List<double>> MeasureAsync(HostSpec spec, int count)
    {
        await using var host = await InProcessHost.StartAsync(spec);
        var store = host.Services.GetRequiredService<ITokenStore>();
        var hashes = new List<TokenHash>();
        while (hashes.Count < count)
        {
            var tokens = await Task.WhenAll(
                Enumerable.Range(0, Callers).Select(_ => Contestants.TokenAsync(host.Services))
            );
            hashes.AddRange(tokens.Select(token => CredentialHash.OfToken(token)));
        }

        return await TimeAsync(count, async i => await store.FindAsync(hashes[i], CancellationToken.None));
    }

    private static async Task<List<double>> RoundTripAsync(string connection, int count)
    {
        await using var source = NpgsqlDataSource.Create($"{connection};Max Auto Prepare=4");
        return await TimeAsync(
            count,
            async _ =>
            {
                await using var command = source.CreateCommand("SELECT 1");
                await command.ExecuteScalarAsync();
            }
        );
    }

    private static async Task<List<double>> TimeAsync(int count, Func<int, Task> ask)
    {
        var times = new List<double>();
        for (var i = -(count / 5); i < count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await ask(Math.Abs(i));
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            }
        }

        return times;
    }
}
