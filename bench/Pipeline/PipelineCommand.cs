using Auth.Bench.Hosts;

namespace Auth.Bench.Pipeline;

/// <summary>What authentication and two windows add to a request, without sockets.</summary>
internal static class PipelineCommand
{
    private const int Calls = 2_000;
    private const int ManyClients = 100_000;
    private static readonly string[] Head = ["", "ns", "p99 ns", "B", "adds ns", "adds B"];

    public static async Task RunAsync(Run run)
    {
        await using var hosts = await InProcessHosts.StartAsync();
        var one = await MeasureAsync(run, await OneClientAsync(hosts));
        run.Report.Add(
            "Pipeline: one client",
            "One request through the host's pipeline in memory, on one thread; batches of 2,000 take turns, p99 is over batches. All but the first decide about two windows.",
            Head,
            Rows(one)
        );
        Judge(run.Report, one.ToDictionary(entry => entry.Name, entry => entry.Cost, StringComparer.Ordinal));

        var many = await MeasureAsync(run, await ManyClientsAsync(hosts, run.Pick(ManyClients, 10_000)));
        run.Report.Add(
            "Pipeline: 100,000 clients",
            "The same, each request by the next of 100,000 clients in random order.",
            Head,
            Rows(many)
        );
    }

    /// <summary>All contestants with one client each.</summary>
    public static async Task<(string Name, Func<int, Task> RunAsync)[]> OneClientAsync(InProcessHosts hosts)
    {
        var token = await Contestants.TokenAsync(hosts[HostKind.Headers].Services);
        var forged = token[..^1] + (token[^1] == 'a' ? 'b' : 'a');
        var spent = await Contestants.TokenAsync(hosts[HostKind.Headers].Services, "small");
        await hosts[HostKind.Headers].Connect().SendAsync($"Bearer {spent}");
        return
        [
            (Names.Bare, hosts.Send(HostKind.Bare, null)),
            (Names.SameFields, hosts.Send(HostKind.SameFields, null)),
            (Names.SameRefusal, hosts.Send(HostKind.SameRefusal, null, 401)),
            (Names.Framework, hosts.Send(HostKind.Framework, await hosts.HeaderAsync(HostKind.Framework))),
            (Names.Ours, hosts.Send(HostKind.Ours, await hosts.HeaderAsync(HostKind.Ours))),
            (Names.Headers, hosts.Send(HostKind.Headers, $"Bearer {token}")),
            (Names.Legacy, hosts.Send(HostKind.LegacyHeaders, await hosts.HeaderAsync(HostKind.LegacyHeaders))),
            (Names.Scope, hosts.Send(HostKind.Scope, await hosts.HeaderAsync(HostKind.Scope))),
            (Names.Authorize, hosts.Send(HostKind.Authorize, await hosts.HeaderAsync(HostKind.Authorize))),
            ("ours, anonymous", hosts.Send(HostKind.Headers, null)),
            (Names.Refused, hosts.Send(HostKind.Headers, $"Bearer {spent}", 429)),
            (Names.Forged, hosts.Send(HostKind.Headers, $"Bearer {forged}", 401)),
        ];
    }

    private static async Task<(string, Func<int, Task>)[]> ManyClientsAsync(InProcessHosts hosts, int clients) =>
        [
            (Names.Bare, hosts.Send(HostKind.Bare, null)),
            (Names.Framework, await hosts.SendManyAsync(HostKind.Framework, clients)),
            (Names.Ours, await hosts.SendManyAsync(HostKind.Ours, clients)),
            (Names.Headers, await hosts.SendManyAsync(HostKind.Headers, clients)),
        ];

    private static async Task<List<(string Name, Cost Cost)>> MeasureAsync(
        Run run,
        (string Name, Func<int, Task> RunAsync)[] contestants
    )
    {
        var costs = await Alternating.MeasureAsync(
            [.. contestants.Select(one => one.RunAsync)],
            Calls,
            run.Pick(300, 60)
        );
        return [.. contestants.Zip(costs, (contestant, cost) => (contestant.Name, cost))];
    }

    private static IEnumerable<string[]> Rows(List<(string Name, Cost Cost)> measured)
    {
        var bare = measured[0].Cost;
        return measured.Select(entry =>
            new[]
            {
                entry.Name,
                Report.Number(entry.Cost.Median),
                Report.Number(entry.Cost.P99),
                Report.Number(entry.Cost.Bytes),
                Report.Number(entry.Cost.Median - bare.Median),
                Report.Number(entry.Cost.Bytes - bare.Bytes),
            }
        );
    }

    /// <summary>
    /// The targets were set where the framework's parts add 1,936 ns: times count as shares of what the parts add in this very run. What refuses is compared with
    /// what is allowed, each without what the answer itself costs a host that gives the same from constants.
    /// </summary>
    private static void Judge(Report report, Dictionary<string, Cost> costs)
    {
        const double Parts = 1_936;
        var bare = costs[Names.Bare];
        var parts = Added(Names.Framework).Median;
        Adds(Names.Ours, 150, 64);
        Adds(Names.Legacy, 250, 64);
        Adds(Names.Scope, 1_000, 2_048);
        Adds(Names.Authorize, 1_000, 2_048);
        var answer = Added(Names.SameRefusal).Median;
        foreach (var name in (string[])[Names.Refused, Names.Forged])
        {
            report.Judge(
                $"pipeline, {name}, beyond its answer, of an allowed request",
                Goal.AtMost(1, "", decimals: 2),
                (costs[name].Median - answer) / costs[Names.Headers].Median
            );
        }

        void Adds(string name, int nanoseconds, int bytes)
        {
            var added = Added(name);
            report.Judge(
                $"pipeline, {name}, of what the framework's parts add",
                Goal.AtMost(nanoseconds / Parts, "", decimals: 3),
                added.Median / parts
            );
            report.Judge($"pipeline, {name}, adds", Goal.AtMost(bytes, "B"), added.Bytes);
        }

        Cost Added(string name) =>
            new(costs[name].Median - bare.Median, costs[name].P99 - bare.P99, costs[name].Bytes - bare.Bytes);
    }
}
