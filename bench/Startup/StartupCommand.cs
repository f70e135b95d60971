using Auth.Bench.Hosts;

namespace Auth.Bench.Startup;

/// <summary>What the library adds to the start of a process, and to its memory before the first request.</summary>
internal static class StartupCommand
{
    private static readonly HostKind[] Kinds = [HostKind.Bare, HostKind.Ours];

    public static async Task RunAsync(Run run)
    {
        var times = Kinds.Select(_ => new List<double>()).ToArray();
        var compiling = Kinds.Select(_ => new List<double>()).ToArray();
        var memory = Kinds.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < run.Pick(9, 2); round++)
        {
            for (var i = 0; i < Kinds.Length; i++)
            {
                await using var host = await ServedHost.StartAsync(new HostSpec(Kinds[i]));
                times[i].Add(host.StartTime.TotalMilliseconds);
                compiling[i].Add(host.CompileTime.TotalMilliseconds);
                memory[i].Add(host.WorkingSet / (double)(1 << 20));
            }
        }

        var (time, size) = (times.Select(Quantiles.Median).ToArray(), memory.Select(Quantiles.Median).ToArray());
        run.Report.Add(
            "Start-up",
            "A process from its start until it listens (ours: and has issued a token), without ahead-of-time compilation; medians, processes take turns.",
            ["", "ms", "of these compiling, on all processors", "MB"],
            Kinds.Select(
                (kind, i) =>
                    new[]
                    {
                        Names.Of(kind),
                        Report.Number(time[i]),
                        Report.Number(Quantiles.Median(compiling[i])),
                        Report.Number(size[i], 1),
                    }
            )
        );
        run.Report.Judge("start-up, adds", Goal.AtMost(20, "ms"), time[1] - time[0]);
        run.Report.Judge("start-up, adds", Goal.AtMost(10, "MB", 1), size[1] - size[0]);
    }
}
