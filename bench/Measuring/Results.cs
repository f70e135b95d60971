using System.Globalization;
using System.Text;
using Auth.TestKit;

namespace Auth.Bench;

/// <summary>Writes <c>bench/results.md</c>, and the summary in the README from the same figures.</summary>
internal static class Results
{
    /// <summary>Writes.</summary>
    /// <param name="report">What all sections found.</param>
    /// <param name="failed">Sections that did not come to their end.</param>
    /// <param name="leftOut">Sections that were not run.</param>
    /// <param name="elapsed">How long it took.</param>
    public static async Task WriteAsync(
        Report report,
        IReadOnlyCollection<string> failed,
        IReadOnlyCollection<string> leftOut,
        TimeSpan elapsed
    )
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            # Results

            Written by `dotnet run -c Release --project bench -- all` on {TimeProvider.System.GetUtcNow():yyyy-MM-dd} in {elapsed.TotalMinutes:F0} minutes.
            {await Machine.DescribeAsync()}

            Callers, hosts and servers share the processors. Ratios are against the bare endpoint of the same run; absolute figures are this machine's. What
            stands in the way of targets that are not met: [findings](findings.md).


            """
        );
        foreach (var section in failed)
        {
            text.Append(CultureInfo.InvariantCulture, $"**The section `{section}` did not come to its end.**\n\n");
        }

        foreach (var section in leftOut)
        {
            text.Append(CultureInfo.InvariantCulture, $"The section `{section}` was left out.\n\n");
        }

        text.Append(Promises(report.Verdicts).ToMarkdown());
        foreach (var table in report.Tables)
        {
            text.Append('\n').Append(table.ToMarkdown());
        }

        await File.WriteAllTextAsync(Repository.PathOf("bench", "results.md"), text.ToString());
        await MarkedText.ReplaceAsync(Repository.PathOf("README.md"), "summary", Summary(report));
        Console.WriteLine("Written to bench/results.md and README.md.");
    }

    private static Table Promises(List<Verdict> verdicts) =>
        new(
            "Targets",
            $"{verdicts.Count(verdict => verdict.IsMet)} of {verdicts.Count} are met.",
            ["measure", "target", "measured", ""],
            [
                .. verdicts.Select(one =>
                    new[] { one.Measure, one.Goal, one.Measured, one.IsMet ? "met" : "**not met**" }
                ),
            ]
        );

    private static string Summary(Report report) =>
        string.Concat(Summaries.Chosen(report).Select(table => $"{table.Note}\n\n{table.Lines()}\n"))
        + "`dotnet run -c Release --project bench -- all` measures this anew, beside much else: [results](bench/results.md), and [what stands in the way](bench/findings.md)\nof the targets that are not met.";
}
