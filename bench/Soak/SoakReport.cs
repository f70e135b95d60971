using Auth.Bench.Charts;
using Auth.TestKit;

namespace Auth.Bench.Soak;

/// <summary>Says whether what the nodes hold stayed level.</summary>
internal static class SoakReport
{
    /// <summary>The growth over the second half, in per cent, up to which something counts as level.</summary>
    private const double Level = 5;

    /// <summary>Writes table, verdicts and chart.</summary>
    public static async Task WriteAsync(string note, IReadOnlyList<SoakSample> samples, TimeSpan interval)
    {
        var report = new Report();
        var everyMinute = Math.Max(1, (int)Math.Round(TimeSpan.FromMinutes(1) / interval));
        report.Add(
            "Soak",
            $"{note}\n\nAll nodes together; the heap is what outlived the last collection.",
            SoakSample.Head,
            samples.Where(sample => sample.Number % everyMinute == 0).Select(sample => sample.Row(interval))
        );
        Judge("working set", sample => sample.WorkingSet);
        Judge("managed heap", sample => sample.Heap);
        Judge("handles", sample => sample.Handles);
        Judge("threads", sample => sample.Threads);

        var chart = new LineChart(
            "Memory of three nodes under load",
            "minutes",
            samples.Count * interval.TotalMinutes,
            "MB",
            [
                new Line("working set", [.. samples.Select(sample => sample.WorkingSet)], 0),
                new Line("managed heap", [.. samples.Select(sample => sample.Heap)], 1),
            ]
        );
        await chart.WriteAsync(Repository.PathOf("bench", "soak.svg"));
        var verdicts = string.Concat(
            report.Verdicts.Select(verdict =>
                $"* {verdict.Measure}: {verdict.Measured} over the second half: **{(verdict.IsMet ? "flat" : "not flat")}** ({verdict.Goal}).\n"
            )
        );
        await File.WriteAllTextAsync(
            Repository.PathOf("bench", "soak.md"),
            $"# Soak\n\nWritten by `dotnet run -c Release --project bench -- soak --minutes N` on {TimeProvider.System.GetUtcNow():yyyy-MM-dd}.\n{await Machine.DescribeAsync()}\n\n{report.Tables[0].Note}\n\n{verdicts}\n![Memory over time](soak.svg)\n\n{report.Tables[0].Lines()}"
        );
        Console.WriteLine("Written to bench/soak.md and bench/soak.svg.");

        void Judge(string measure, Func<SoakSample, double> value) =>
            report.Judge(measure, Goal.AtMost(Level, "%", 1), GrowthOfSecondHalf([.. samples.Select(value)]));
    }

    /// <summary>The growth that a straight line through the second half of the values shows, in per cent of their mean.</summary>
    internal static double GrowthOfSecondHalf(double[] values)
    {
        var half = values[(values.Length / 2)..];
        var (middle, mean) = ((half.Length - 1) / 2.0, half.Average());
        var spread = half.Select((_, i) => (i - middle) * (i - middle)).Sum();
        var slope = spread == 0 ? 0 : half.Select((value, i) => (i - middle) * (value - mean)).Sum() / spread;
        return slope * (half.Length - 1) / mean * 100;
    }
}
