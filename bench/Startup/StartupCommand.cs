using Auth.Bench.Hosts;

namespace Auth.Bench.Startup;

/// <summary>What the library adds to the start of a process, and to its memory before the first request.</summary>
internal static class StartupCommand
{
    public static async Task RunAsync(Run run)
    {
        using var published = await PublishedBench.PublishAsync();
        Started[] all =
        [
            new(Names.Bare, HostKind.Bare, Program: null),
            new(Names.Ours, HostKind.Ours, Program: null),
            new($"{Names.Bare}, published with `PublishReadyToRun`", HostKind.Bare, published.Program),
            new($"{Names.Ours}, published with `PublishReadyToRun`", HostKind.Ours, published.Program),
        ];
        for (var round = 0; round < run.Pick(9, 2); round++)
        {
            foreach (var one in all)
            {
                await one.StartAsync();
            }
        }

        run.Report.Add(
            "Start-up",
            "A process from its start until it listens (ours: and has issued a token); medians, processes take turns.",
            ["", "ms", "of these compiling, on all processors", "MB"],
            all.Select(one => one.Row())
        );
        run.Report.Judge("start-up, adds", Goal.AtMost(20, "ms"), all[1].Milliseconds - all[0].Milliseconds);
        run.Report.Judge("start-up, adds", Goal.AtMost(10, "MB", 1), all[1].Megabytes - all[0].Megabytes);
        run.Report.Judge(
            "start-up, published with `PublishReadyToRun`, adds",
            Goal.AtMost(20, "ms"),
            all[3].Milliseconds - all[2].Milliseconds
        );
        run.Report.Judge(
            "start-up, published with `PublishReadyToRun`, adds",
            Goal.AtMost(10, "MB", 1),
            all[3].Megabytes - all[2].Megabytes
        );
    }

    /// <summary>One way to start, and what was seen of it.</summary>
    private sealed record Started(string Name, HostKind Kind, string? Program)
    {
        private readonly List<double> _times = [];
        private readonly List<double> _compiling = [];
        private readonly List<double> _memory = [];

        public double Milliseconds => Quantiles.Median(_times);

        public double Megabytes => Quantiles.Median(_memory);

        public async Task StartAsync()
        {
            await using var host = await ServedHost.StartAsync(new HostSpec(Kind), Program);
            _times.Add(host.StartTime.TotalMilliseconds);
            _compiling.Add(host.CompileTime.TotalMilliseconds);
            _memory.Add(host.WorkingSet / (double)(1 << 20));
        }

        public string[] Row() =>
            [
                Name,
                Report.Number(Milliseconds),
                Report.Number(Quantiles.Median(_compiling)),
                Report.Number(Megabytes, 1),
            ];
    }
}
