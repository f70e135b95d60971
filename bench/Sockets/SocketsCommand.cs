using System.Globalization;

namespace Auth.Bench.Sockets;

/// <summary>The same contestants over sockets, driven by <c>wrk</c>.</summary>
internal static class SocketsCommand
{
    private const int Rounds = 3;

    public static async Task RunAsync(Report report)
    {
        if (!Wrk.IsInstalled)
        {
            Console.WriteLine("sockets: wrk is not installed (apt-get install wrk), skipped.");
            return;
        }

        string[] kinds = ["bare", "framework", "ours"];
        var servers = new List<Server>();
        try
        {
            foreach (var kind in kinds)
            {
                servers.Add(await Server.StartAsync(kind));
            }

            var results = kinds.Select(_ => new List<WrkResult>()).ToArray();
            for (var round = -1; round < Rounds; round++)
            {
                for (var i = 0; i < kinds.Length; i++)
                {
                    var result = await Wrk.RunAsync(servers[i].Url, servers[i].Token);
                    if (round >= 0)
                    {
                        results[i].Add(result);
                    }
                }
            }

            var best = results.Select(list => list.MaxBy(result => result.PerSecond)!).ToArray();
            report.Add(
                "Over sockets",
                $"`wrk -t1 -c32 -d3s`, the best of {Rounds.ToString(CultureInfo.InvariantCulture)} rounds that take turns; `wrk` and host share the machine.",
                ["", "requests/s", "of bare", "p50 ms", "p99 ms"],
                best.Select(
                    (result, i) =>
                        new[]
                        {
                            kinds[i],
                            Report.Number(result.PerSecond),
                            Report.Number(result.PerSecond / best[0].PerSecond, 3),
                            Report.Number(result.P50, 2),
                            Report.Number(result.P99, 2),
                        }
                )
            );
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }
}
