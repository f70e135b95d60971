using Auth.Bench.Hosts;
using Auth.Bench.Load;

namespace Auth.Bench.Issuance;

/// <summary>Whether issuing stays quick while the store in memory is large and grows.</summary>
internal static class ManyLiveTokens
{
    public static async Task RunAsync(Run run)
    {
        var count = run.Pick(5_000_000, 200_000);
        await using var host = await ServedHost.StartAsync(new HostSpec(HostKind.Ours) { LiveTokens = count });
        using var client = await IssuingClient.RegisterAsync(host.Url);
        await WarmUp.RunAsync(host, client.TokenLoad);
        var result = await Wrk.RunAsync(client.TokenLoad with { Connections = 64 }, run.Pick(5, 1));
        run.Report.Add(
            "Token issuance with many live tokens",
            $"The store in memory holds {Report.Number(count)} live tokens and grows on. Pauses are those of one token while the store was filled on one thread; when the runtime collected garbage or compiled, they are left out.",
            ["", ""],
            [
                ["tokens/s, 64 callers", Report.Number(result.PerSecond)],
                ["p50 ms", Report.Number(result.P50, 2)],
                ["p99 ms", Report.Number(result.P99, 2)],
                ["longest pause while growing, ms", Report.Number(host.Pauses.Longest, 2)],
                ["longest processor time of a token while growing, ms", Report.Number(host.Pauses.Computed, 2)],
                ["longest pause of a loop that does nothing for as long, ms", Report.Number(host.Pauses.Floor, 2)],
            ]
        );
        run.Report.Judge("token issuance with 5 M live tokens, p99", Goal.AtMost(5, "ms", 2), result.P99);
        // A table that is copied, or made longer, costs its thread processor time, and nobody else asks for its locks here. The rest is what runs beside it.
        run.Report.Judge(
            "token issuance, longest processor time of a token while the table grows",
            Goal.AtMost(1, "ms", 2),
            host.Pauses.Computed
        );
        run.Report.Judge(
            "token issuance, longest pause while the table grows, beyond that of a loop that does nothing",
            Goal.AtMost(1, "ms", 2),
            Math.Max(0, host.Pauses.Longest - host.Pauses.Floor)
        );
    }
}
