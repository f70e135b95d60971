using Auth.Bench.Hosts;

namespace Auth.Bench.Load;

/// <summary>How a contestant did, over several process starts and rounds in which all take turns.</summary>
/// <param name="Name">The contestant.</param>
/// <param name="Rounds">Each round's result.</param>
/// <param name="OfFirst">The median of its rounds' rates, each divided by the first contestant's of the same round.</param>
internal sealed record Standing(string Name, IReadOnlyList<WrkResult> Rounds, double OfFirst)
{
    /// <summary>Requests a second, the median.</summary>
    public double PerSecond => Quantiles.Median(Rounds.Select(round => round.PerSecond));

    /// <summary>Milliseconds, the median of the rounds.</summary>
    public double P50 => Quantiles.Median(Rounds.Select(round => round.P50));

    /// <summary>Milliseconds, the median of the rounds.</summary>
    public double P99 => Quantiles.Median(Rounds.Select(round => round.P99));

    /// <summary>The row of a table.</summary>
    public string[] Row() =>
        [Name, Report.Number(PerSecond), Report.Number(OfFirst, 3), Report.Number(P50, 2), Report.Number(P99, 2)];
}

/// <summary>Contestants under the same load by turns.</summary>
/// <param name="Title">What is compared.</param>
/// <param name="Names">The contestants; the others are compared with the first.</param>
/// <param name="Load">The load of a contestant.</param>
internal sealed class Contest(string title, IReadOnlyList<string> names, Func<int, ServedHost, WrkLoad> load)
{
    /// <summary>The columns of <see cref="Standing.Row"/>.</summary>
    public static readonly string[] Head = ["", "requests/s", "of bare", "p50 ms", "p99 ms"];

    private readonly List<WrkResult>[] _rounds = [.. names.Select(_ => new List<WrkResult>())];

    /// <summary>What is compared.</summary>
    public string Title { get; } = title;

    /// <summary>Warms up, then runs rounds.</summary>
    /// <param name="hosts">The contestants' hosts, in the order of the names.</param>
    /// <param name="rounds">How many: many short ones tell more than few long ones, because the machine's own speed changes within seconds.</param>
    /// <param name="seconds">How long each contestant is called in a round.</param>
    /// <param name="different">How many different requests there are: each is sent before anything is measured.</param>
    public async Task RunAsync(IReadOnlyList<ServedHost> hosts, int rounds, double seconds, int different = 1)
    {
        for (var i = 0; i < names.Count; i++)
        {
            var warm = await WarmUp.RunAsync(hosts[i], load(i, hosts[i]));
            if (different > 1)
            {
                // Each run begins with the same requests: only a long one gets to the last of them. What is new is slower than what comes again.
                await Wrk.RunAsync(load(i, hosts[i]), 1 + (1.5 * different / warm.PerSecond));
            }
        }

        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < names.Count; i++)
            {
                _rounds[i].Add(await Wrk.RunAsync(load(i, hosts[i]), seconds));
            }
        }
    }

    /// <summary>How everybody did.</summary>
    public IReadOnlyList<Standing> Standings() =>
        [
            .. names.Select(
                (name, i) =>
                    new Standing(
                        name,
                        _rounds[i],
                        Quantiles.Median(_rounds[i].Zip(_rounds[0], (own, first) => own.PerSecond / first.PerSecond))
                    )
            ),
        ];
}
