using Auth.Bench.Hosts;
using Auth.Bench.Load;
using Auth.TestKit;

namespace Auth.Bench.Issuance;

/// <summary>Tokens and registrations a second over HTTP, each answered when it is safe in the store.</summary>
internal static class IssuanceCommand
{
    private static readonly int[] Callers = [1, 16, 64];

    public static async Task RunAsync(Run run)
    {
        var tokens = new List<(string Store, int Callers, WrkResult Result)>();
        var registrations = new List<(string Store, int Callers, WrkResult Result)>();
        var directory = Directory.CreateTempSubdirectory("auth-bench-");
        await using var database = await PostgreSqlServer.StartDurableAsync();
        try
        {
            (string Name, HostSpec Spec)[] hosts =
            [
                ("memory", new HostSpec(HostKind.Ours)),
                ("SQLite", HostSpec.OnSqlite(directory)),
                ("PostgreSQL", await HostSpec.OnPostgreSqlAsync(database)),
            ];
            foreach (var (name, spec) in hosts)
            {
                await using var host = await ServedHost.StartAsync(spec);
                using var client = await IssuingClient.RegisterAsync(host.Url);
                await MeasureAsync(name, client.TokenLoad, tokens, run.Pick(4, 1));
                await MeasureAsync(name, client.RegistrationLoad, registrations, run.Pick(3, 1));
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }

        const string How =
            "on Kestrel over loopback, driven by `wrk -t1`. SQLite with `synchronous=FULL`, PostgreSQL with `fsync=on`: an answer leaves after its row is safe.";
        run.Report.Add(
            "Token issuance",
            $"`POST /oauth2/token` with `client_secret_basic` {How}",
            Head("tokens/s"),
            Rows(tokens)
        );
        run.Report.Add("Registration", $"`POST /oauth2/register` {How}", Head("clients/s"), Rows(registrations));
        Judge("memory", 150_000);
        Judge("SQLite", 40_000);
        Judge("PostgreSQL", 60_000);
        await ManyLiveTokens.RunAsync(run);

        void Judge(string store, int perSecond) =>
            run.Report.Judge(
                $"token issuance, {store}, 64 callers",
                Goal.AtLeast(perSecond, "/s"),
                tokens.Single(row => row.Store == store && row.Callers == 64).Result.PerSecond
            );
    }

    private static async Task MeasureAsync(
        string store,
        WrkLoad load,
        List<(string Store, int Callers, WrkResult Result)> into,
        double seconds
    )
    {
        await Wrk.RunAsync(load, seconds / 2);
        foreach (var callers in Callers)
        {
            into.Add((store, callers, await Wrk.RunAsync(load with { Connections = callers }, seconds)));
        }
    }

    private static string[] Head(string unit) => ["store", "callers", unit, "p50 ms", "p99 ms"];

    private static IEnumerable<string[]> Rows(IEnumerable<(string Store, int Callers, WrkResult Result)> measured) =>
        measured.Select(row =>
            new[]
            {
                row.Store,
                Report.Number(row.Callers),
                Report.Number(row.Result.PerSecond),
                Report.Number(row.Result.P50, 2),
                Report.Number(row.Result.P99, 2),
            }
        );
}
