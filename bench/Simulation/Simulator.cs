using System.Globalization;
using Auth.RateLimiting.Together;

namespace Auth.Bench.Simulation;

/// <summary>What a simulated run showed.</summary>
/// <param name="Questions">To the shared counters, in each second.</param>
/// <param name="Requests">Requests made.</param>
/// <param name="TooMany">Requests beyond a client's limit within some minute.</param>
/// <param name="TooFew">Requests that one node counting alone would have admitted as well, as a share of those.</param>
/// <param name="BytesPerNode">Memory of the limiter of a node.</param>
internal sealed record Outcome(int[] Questions, long Requests, long TooMany, double TooFew, double BytesPerNode)
{
    /// <summary>Questions for each request.</summary>
    public double PerRequest => (double)Questions.Sum() / Requests;
}

/// <summary>Runs the limiters of all nodes on one virtual clock, without sockets.</summary>
internal static class Simulator
{
    private static readonly TimeSpan GiveBackInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs.</summary>
    /// <param name="scenario">Who calls.</param>
    /// <param name="isExact">How nodes agree.</param>
    /// <param name="rate">Requests a second, all nodes together.</param>
    /// <param name="seconds">For how long.</param>
    public static Outcome Run(Scenario scenario, bool isExact, double rate, int seconds)
    {
        var time = new VirtualTime();
        var events = new EventLoop(time);
        var model = new ModelCounterStore(() => time.GetUtcNow().ToUnixTimeMilliseconds());
        var counters = new DistantCounters(model, events, time, seconds);
        var nodes = Enumerable
            .Range(0, Scenario.Nodes)
            .Select(_ => new SimulatedNode(time, counters, isExact))
            .ToArray();
        using var alone = new SimulatedNode(time, counters: null, isExact);
        var (log, ideal) = (new AdmissionLog(scenario.Limit), new AdmissionLog(scenario.Limit));
        var dice = new Dice(seed: 42);
        var requests = 0L;
        var before = GC.GetTotalMemory(forceFullCollection: true);

        ScheduleArrival();
        foreach (var node in nodes)
        {
            ScheduleGiveBack(node, dice.NextDouble() * GiveBackInterval);
        }

        events.RunUntil(seconds * TimeSpan.TicksPerSecond);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        Array.ForEach(nodes, node => node.Dispose());
        return new Outcome(
            counters.Questions[..seconds],
            requests,
            log.TooMany(),
            Math.Max(0, 1 - ((double)log.Admitted / ideal.Admitted)),
            (double)bytes / Scenario.Nodes
        );

        void ScheduleArrival() => events.After(dice.Gap(rate), Arrive);

        void Arrive()
        {
            ScheduleArrival();
            requests++;
            var client = scenario.Client(dice);
            var node = nodes[scenario.Node(dice, client)];
            _ = NoteAsync(node.DecideAsync(client.ToString(CultureInfo.InvariantCulture), scenario.Tier), log, client);
            _ = NoteAsync(
                alone.DecideAsync(client.ToString(CultureInfo.InvariantCulture), scenario.Tier),
                ideal,
                client
            );
        }

        async Task NoteAsync(ValueTask<bool> decision, AdmissionLog into, int client)
        {
            if (await decision)
            {
                into.Add(client, time.Now);
            }
        }

        void ScheduleGiveBack(SimulatedNode node, TimeSpan delay) =>
            events.After(
                delay,
                () =>
                {
                    _ = node.GiveBackAsync();
                    ScheduleGiveBack(node, GiveBackInterval);
                }
            );
    }
}
