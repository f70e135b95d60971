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
        var tokens = new List<Issued>();
        var registrations = new List<Issued>();
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
                await using var bare = await ServedHost.StartAsync(new HostSpec(HostKind.Bare));
                await using var host = await ServedHost.StartAsync(spec);
                using var client = await IssuingClient.RegisterAsync(host.Url);
                await WarmUp.RunAsync(bare, new WrkLoad(bare.Url));
                await MeasureAsync(name, client.TokenLoad, host, bare, tokens, run.Pick(4, 1));
                await MeasureAsync(name, client.RegistrationLoad, host, bare, registrations, run.Pick(3, 1));
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
        // The targets of 150,000, 40,000 and 60,000 a second were set where the bare endpoint serves 214,000.
        Judge("memory", 0.70);
        Judge("SQLite", 0.19);
        Judge("PostgreSQL", 0.28);
        await ManyLiveTokens.RunAsync(run);

        void Judge(string store, double share) =>
            run.Report.Judge(
                $"token issuance, {store}, 64 callers",
                Goal.AtLeast(share, "of bare", 2),
                tokens.Single(row => row.Store == store && row.Callers == 64).OfBare
            );
    }

    private static async Task MeasureAsync(
        string store,
        WrkLoad load,
        ServedHost host,
        ServedHost bare,
        List<Issued> into,
        double seconds
    )
    {
        await WarmUp.RunAsync(host, load);
        foreach (var callers in Callers)
        {
            var nothing = await Wrk.RunAsync(new WrkLoad(bare.Url) { Connections = callers }, seconds / 2);
            var result = await Wrk.RunAsync(load with { Connections = callers }, seconds);
            into.Add(new Issued(store, callers, result, result.PerSecond / nothing.PerSecond));
        }
    }

    private static string[] Head(string unit) => ["store", "callers", unit, "of bare", "p50 ms", "p99 ms"];

    private static IEnumerable<string[]> Rows(IEnumerable<Issued> measured) =>
        measured.Select(row =>
            new[]
            {
                row.Store,
                Report.Number(row.Callers),
                Report.Number(row.Result.PerSecond),
                Report.Number(row.OfBare, 3),
                Report.Number(row.Result.P50, 2),
                Report.Number(row.Result.P99, 2),
            }
        );

    /// <param name="Store">Where the rows go.</param>
    /// <param name="Callers">Requests on their way at a time.</param>
    /// <param name="Result">What was measured.</param>
    /// <param name="OfBare">The rate, divided by that of an endpoint that does nothing, called by as many just before.</param>
    private sealed record Issued(string Store, int Callers, WrkResult Result, double OfBare);
}
