using System.Diagnostics;
using Auth.Bench.Hosts;
using Auth.Bench.Pipeline;
using Auth.Credentials;
using Auth.Storage;
using Auth.TestKit;
using Auth.Token;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Auth.Bench.Memory;

/// <summary>A token that is not cached: one question to the store.</summary>
internal static class ColdTokenCommand
{
    private const int PerClient = 50;

    public static async Task RunAsync(Run run)
    {
        var directory = Directory.CreateTempSubdirectory("auth-bench-");
        await using var server = await PostgreSqlServer.StartDurableAsync();
        try
        {
            var count = run.Pick(20_000, 1_000);
            var sqlite = await MeasureAsync(HostSpec.OnSqlite(directory), count);
            var row = await SqliteRowAsync(directory, count);
            var onPostgreSql = await HostSpec.OnPostgreSqlAsync(server);
            var postgreSql = await MeasureAsync(onPostgreSql, count);
            var roundTrip = await RoundTripAsync(onPostgreSql.Connection, count);
            run.Report.Add(
                "Cold token",
                $"Finding one of {Report.Number(count)} tokens and its client in the store, one caller. A client that was not seen before is read and taken apart; of one that was, only its version is compared.",
                ["", "median µs", "p99 µs"],
                [
                    Row("SQLite", sqlite.Known),
                    Row("SQLite, new client", sqlite.New),
                    Row("SQLite, one row of its schema through ADO.NET", row),
                    Row("PostgreSQL", postgreSql.Known),
                    Row("PostgreSQL, new client", postgreSql.New),
                    Row("PostgreSQL, `SELECT 1`", roundTrip),
                ]
            );
            run.Report.Judge("cold token, SQLite", Goal.AtMost(5, "µs", 1), Quantiles.Of(sqlite.Known, 0.5));
            run.Report.Judge(
                "cold token, PostgreSQL, beyond one round trip",
                Goal.AtMost(20, "µs", 1),
                Quantiles.Of(postgreSql.Known, 0.5) - Quantiles.Of(roundTrip, 0.5)
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

    private static async Task<(List<double> Known, List<double> New)> MeasureAsync(HostSpec spec, int count)
    {
        await using var host = await InProcessHost.StartAsync(spec);
        var store = host.Services.GetRequiredService<ITokenStore>();
        var issuer = host.Services.GetRequiredService<TokenIssuer>();
        var (known, strangers) = (new List<TokenHash>(), new List<TokenHash>());
        while (known.Count < count)
        {
            var client = await LiveTokens.NewClientAsync(host.Services);
            var tokens = await Task.WhenAll(Enumerable.Range(0, PerClient).Select(_ => IssueAsync(client)));
            known.AddRange(tokens);
            strangers.Add(CredentialHash.OfToken(await Contestants.TokenAsync(host.Services)));
        }

        return (await TimeAsync(known, warmUp: known.Count / 5), await TimeAsync(strangers, warmUp: 0));

        async Task<TokenHash> IssueAsync(Client client)
        {
            var issued = await issuer.IssueAsync(client, ["read"], TimeSpan.FromDays(1), CancellationToken.None);
            return CredentialHash.OfToken(((IssueOutcome.Issued)issued).Token.Token);
        }

        Task<List<double>> TimeAsync(List<TokenHash> hashes, int warmUp) =>
            ColdTokenCommand.TimeAsync(
                hashes.Count,
                warmUp,
                async i => await store.FindAsync(hashes[i], CancellationToken.None)
            );
    }

    /// <summary>The least that a question to this database can cost: one prepared statement, one integer of one row.</summary>
    private static async Task<List<double>> SqliteRowAsync(DirectoryInfo directory, int count)
    {
        await using var connection = new SqliteConnection($"{HostSpec.OnSqlite(directory).Connection};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT rowid FROM sqlite_master WHERE rowid = $key";
        var key = command.Parameters.Add("$key", SqliteType.Integer);
        await command.PrepareAsync();
        return await TimeAsync(
            count,
            count / 5,
            async _ =>
            {
                // Binding is part of every question.
                key.Value = 1L;
                await command.ExecuteScalarAsync();
            }
        );
    }

    private static async Task<List<double>> RoundTripAsync(string connection, int count)
    {
        await using var source = NpgsqlDataSource.Create($"{connection};Max Auto Prepare=4");
        return await TimeAsync(
            count,
            count / 5,
            async _ =>
            {
                await using var command = source.CreateCommand("SELECT 1");
                await command.ExecuteScalarAsync();
            }
        );
    }

    private static async Task<List<double>> TimeAsync(int count, int warmUp, Func<int, Task> ask)
    {
        var times = new List<double>();
        for (var i = -warmUp; i < count; i++)
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
