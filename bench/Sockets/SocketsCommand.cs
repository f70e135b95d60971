using Auth.Bench.Hosts;
using Auth.Bench.Load;

namespace Auth.Bench.Sockets;

/// <summary>The contestants over sockets, driven by <c>wrk</c>.</summary>
internal static class SocketsCommand
{
    private const int ManyClients = 100_000;
    private static readonly HostKind[] All =
    [
        HostKind.Bare,
        HostKind.Framework,
        HostKind.Ours,
        HostKind.Headers,
        HostKind.LegacyHeaders,
        HostKind.Scope,
        HostKind.Authorize,
    ];
    private static readonly HostKind[] Few = [HostKind.Bare, HostKind.Framework, HostKind.Ours, HostKind.Headers];

    public static async Task RunAsync(Run run)
    {
        var directory = Directory.CreateTempSubdirectory("auth-bench-");
        try
        {
            string FileOf(HostKind kind) => Path.Combine(directory.FullName, $"{kind}.txt");
            var one = new Contest(
                "Over sockets",
                Names(All),
                (_, host) => new WrkLoad(host.Url) { Authorization = $"Bearer {host.Token}" }
            );
            var pipelined = new Contest(
                "Over sockets, pipelined",
                Names(Few),
                (_, host) => new WrkLoad(host.Url) { Script = ["requests.lua", "16", host.Token] }
            );
            var many = new Contest(
                "Over sockets, 100,000 clients",
                Names(Few),
                (i, host) => new WrkLoad(host.Url) { Script = ["requests.lua", "1", $"@{FileOf(Few[i])}"] }
            );
            var starts = run.Pick(3, 1);
            for (var start = 0; start < starts; start++)
            {
                await using var hosts = new HostGroup();
                foreach (var kind in All)
                {
                    var tokens = Few.Contains(kind)
                        ? (FileOf(kind), run.Pick(ManyClients, 1_000))
                        : default((string, int)?);
                    await hosts.AddAsync(new HostSpec(kind) { Tokens = tokens });
                }

                await one.RunAsync(hosts.All, run.Pick(6, 1), seconds: 1);
                await pipelined.RunAsync(hosts.All, run.Pick(3, 1), seconds: 1);
                await many.RunAsync(hosts.All, run.Pick(3, 1), seconds: 2, run.Pick(ManyClients, 1_000));
            }

            Tell(
                run.Report,
                one,
                $"`wrk -t1 -c32`, one client; medians over {starts} process starts and rounds that take turns."
            );
            Tell(run.Report, pipelined, "The same, sixteen requests at once on each connection.");
            Tell(
                run.Report,
                many,
                "The same without pipelining, each request by one of 100,000 clients in random order."
            );
            Judge(run.Report, one.Standings(), many.Standings());
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static string[] Names(HostKind[] kinds) => [.. kinds.Select(Hosts.Names.Of)];

    private static void Tell(Report report, Contest contest, string note) =>
        report.Add(contest.Title, note, Contest.Head, contest.Standings().Select(standing => standing.Row()));

    private static void Judge(Report report, IReadOnlyList<Standing> one, IReadOnlyList<Standing> many)
    {
        Of(one, HostKind.Ours, 0.97);
        Of(one, HostKind.LegacyHeaders, 0.93);
        Of(one, HostKind.Scope, 0.88);
        Of(one, HostKind.Authorize, 0.88);
        var (bare, ours) = (many[0], many[Array.IndexOf(Few, HostKind.Ours)]);
        report.Judge("100,000 clients over sockets", Goal.AtLeast(0.94, "of bare", 2), ours.OfFirst);
        report.Judge("100,000 clients over sockets, p99", Goal.AtMost(1.1, "of bare", 2), ours.P99 / bare.P99);

        void Of(IReadOnlyList<Standing> standings, HostKind kind, double share) =>
            report.Judge(
                $"sockets, {Hosts.Names.Of(kind)}",
                Goal.AtLeast(share, "of bare", 2),
                standings[Array.IndexOf(All, kind)].OfFirst
            );
    }
}
