using Auth.Bench.Hosts;
using Auth.Bench.Pipeline;
using Auth.TestKit;

namespace Auth.Bench.Limits;

/// <summary>Three nodes, one client far over its limit: how many requests get through.</summary>
internal static class Admission
{
    private const int Nodes = 3;
    private const int Callers = 48;
    private const int Limit = 5_000;

    public static async Task RunAsync(
        Run run,
        IReadOnlyList<SharedKind> kinds,
        PostgreSqlServer postgreSql,
        RedisServer redis
    )
    {
        var rows = new List<string[]>();
        foreach (var kind in kinds)
        {
            var admitted = await MeasureAsync(await kind.SpecAsync(postgreSql, redis));
            rows.Add([kind.Name, Report.Number(admitted), Report.Number(Math.Max(0, admitted - Limit))]);
            run.Report.Judge(
                $"shared limits, {kind.Name}, admitted too many",
                Goal.AtMost(0, "requests"),
                Math.Max(0, admitted - Limit)
            );
        }

        run.Report.Add(
            "Shared limits: admission",
            $"{Callers} callers with one token at {Nodes} nodes until {Report.Number(3 * Limit)} requests were answered; the limit is {Report.Number(Limit)} a day.",
            ["", "admitted", "too many"],
            rows
        );
    }

    private static async Task<int> MeasureAsync(HostSpec spec)
    {
        var shared = spec with
        {
            Settings = new(spec.Settings, StringComparer.Ordinal)
            {
                ["Auth:ServerKey"] = Convert.ToBase64String(new byte[32]),
                ["Auth:RateLimiting:Tiers:contested:burst"] = $"{Limit}/day",
            },
        };
        var nodes = new List<InProcessHost>();
        try
        {
            for (var i = 0; i < Nodes; i++)
            {
                nodes.Add(await InProcessHost.StartAsync(shared));
            }

            var token = await Contestants.TokenAsync(nodes[0].Services, "contested");
            var (left, admitted) = (3 * Limit, 0);
            await Task.WhenAll(
                Enumerable
                    .Range(0, Callers)
                    .Select(caller =>
                        Task.Run(async () =>
                        {
                            var exchange = nodes[caller % Nodes].Connect();
                            while (Interlocked.Decrement(ref left) >= 0)
                            {
                                if (await exchange.SendAsync($"Bearer {token}") == 200)
                                {
                                    Interlocked.Increment(ref admitted);
                                }
                            }
                        })
                    )
            );
            return admitted;
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }
}
