using Auth.Bench.Hosts;

namespace Auth.Bench.Soak;

/// <summary>One look at the nodes and their callers.</summary>
/// <param name="Number">Which look, from 1.</param>
/// <param name="Nodes">What each node holds.</param>
/// <param name="Count">Operations since the look before.</param>
/// <param name="P99">Of their times, in milliseconds.</param>
internal sealed record SoakSample(int Number, IReadOnlyList<ProcessFigures> Nodes, long Count, double P99)
{
    /// <summary>The columns of <see cref="Row"/>.</summary>
    public static readonly string[] Head =
    [
        "minute",
        "operations/s",
        "p99 ms",
        "working set MB",
        "heap MB",
        "handles",
        "threads",
    ];

    /// <summary>Megabytes in memory, all nodes together.</summary>
    public double WorkingSet => Nodes.Sum(node => node.WorkingSet) / (double)(1 << 20);

    /// <summary>Megabytes of managed heap that outlived the last collection, all nodes together.</summary>
    public double Heap => Nodes.Sum(node => node.Live) / (double)(1 << 20);

    /// <summary>Open files and sockets, all nodes together.</summary>
    public double Handles => Nodes.Sum(node => node.Handles);

    /// <summary>Threads, all nodes together.</summary>
    public double Threads => Nodes.Sum(node => node.Threads);

    /// <summary>The row of a table.</summary>
    public string[] Row(TimeSpan interval) =>
        [
            Report.Number(Number * interval.TotalMinutes, 1),
            Report.Number(Count / interval.TotalSeconds),
            Report.Number(P99, 1),
            Report.Number(WorkingSet, 1),
            Report.Number(Heap, 1),
            Report.Number(Handles),
            Report.Number(Threads),
        ];
}
