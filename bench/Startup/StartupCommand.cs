using Auth.Bench.Hosts;

namespace Auth.Bench.Startup;

/// <summary>What the library adds to the start of a process, and to its memory before the first request.</summary>
internal static class StartupCommand
{
    private const string AsBuilt = "as built";
    private const string AsPublished = "published with `PublishReadyToRun`";

    public static async Task RunAsync(Run run)
    {
        using var published = await PublishedBench.PublishAsync();
        Started[] all =
        [
            new($"{Names.Bare}, {AsBuilt}", HostKind.Bare, program: null),
            new($"{Names.Ours}, {AsBuilt}", HostKind.Ours, program: null),
            new($"{Names.Bare}, {AsPublished}", HostKind.Bare, published.Program),
            new($"{Names.Ours}, {AsPublished}", HostKind.Ours, published.Program),
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
        Judge(AsBuilt, all[0], all[1]);
        Judge(AsPublished, all[2], all[3]);

        void Judge(string how, Started bare, Started ours)
        {
            run.Report.Judge($"start-up {how}, adds", Goal.AtMost(20, "ms"), ours.Milliseconds - bare.Milliseconds);
            run.Report.Judge($"start-up {how}, adds", Goal.AtMost(10, "MB", 1), ours.Megabytes - bare.Megabytes);
        }
    }

    /// <summary>One way to start, and what was seen of it.</summary>
    private sealed class Started(string name, HostKind kind, string? program)
    {
        private readonly List<double> _times = [];
        private readonly List<double> _compiling = [];
        private readonly List<double> _memory = [];

        public double Milliseconds => Quantiles.Median(_times);

        public double Megabytes => Quantiles.Median(_memory);

        public async Task StartAsync()
        {
            await using var host = await ServedHost.StartAsync(new HostSpec(kind), program);
            _times.Add(host.StartTime.TotalMilliseconds);
            _compiling.Add(host.CompileTime.TotalMilliseconds);
            _memory.Add(host.WorkingSet / (double)(1 << 20));
        }

        public string[] Row() =>
            [
                name,
                Report.Number(Milliseconds),
                Report.Number(Quantiles.Median(_compiling)),
                Report.Number(Megabytes, 1),
            ];
    }
}
