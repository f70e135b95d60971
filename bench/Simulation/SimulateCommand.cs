using System.Globalization;
using Auth.Bench.Charts;
using Auth.TestKit;

namespace Auth.Bench.Simulation;

/// <summary>200 nodes and 10 million clients on a virtual clock: what sharing limits asks of the counters. Writes table and chart for the documents.</summary>
internal static class SimulateCommand
{
    private const double Rate = 10_000;

    public static async Task RunAsync(Run run)
    {
        var seconds = run.Pick(75, 10);
        var runs = new List<(Scenario Scenario, bool IsExact, Outcome Outcome)>();
        foreach (var scenario in Scenario.All)
        {
            foreach (var isExact in (bool[])[false, true])
            {
                runs.Add((scenario, isExact, Simulator.Run(scenario, isExact, Rate, seconds)));
                Console.WriteLine($"{scenario.Name}, {(isExact ? "Exact" : "Leased")}: done");
            }
        }

        var note = string.Create(
            CultureInfo.InvariantCulture,
            $"{Scenario.Nodes} nodes and {Scenario.Clients:N0} clients, {Rate:N0} requests a second together for {seconds} simulated seconds; counters half a millisecond away. The nodes run the limiter of the library. Clients call as 1/rank; attackers and their like have a limit of 100 a minute, partners one of 60,000."
        );
        run.Report.Add(
            "Simulation",
            note,
            [
                "callers",
                "nodes agree",
                "questions a request",
                "questions/s",
                "admitted too many",
                "admitted too few",
                "MB a node",
            ],
            runs.Select(entry => Row(entry.Scenario, entry.IsExact, entry.Outcome, seconds))
        );
        if (!run.IsQuick)
        {
            await WriteAsync(run.Report.Tables[^1], runs, seconds);
        }
    }

    private static string[] Row(Scenario scenario, bool isExact, Outcome outcome, int seconds) =>
        [
            scenario.Name,
            isExact ? "Exact" : "Leased",
            Report.Number(outcome.PerRequest, 2),
            Report.Number(outcome.Questions.Sum() / (double)seconds),
            Report.Number(outcome.TooMany),
            $"{Report.Number(outcome.TooFew * 100, 2)} %",
            Report.Number(outcome.BytesPerNode / (1 << 20), 1),
        ];

    private static async Task WriteAsync(
        Table table,
        List<(Scenario Scenario, bool IsExact, Outcome Outcome)> runs,
        int seconds
    )
    {
        var lines = runs.Select(
            (entry, i) =>
                new Line(
                    $"{entry.Scenario.Name}{(entry.IsExact ? ", Exact" : "")}",
                    [.. entry.Outcome.Questions.Select(questions => (double)questions)],
                    i / 2,
                    entry.IsExact
                )
        );
        var chart = new LineChart(
            "Questions to the shared counters, a second",
            "simulated seconds",
            seconds,
            "questions a second",
            [.. lines]
        );
        await chart.WriteAsync(Repository.PathOf("docs", "images", "simulation.svg"));
        await MarkedText.ReplaceAsync(
            Repository.PathOf("docs", "deploying.md"),
            "simulation",
            $"{table.Note}\n\n{table.Lines()}"
        );
        Console.WriteLine("Written to docs/deploying.md and docs/images/simulation.svg.");
    }
}
