using System.Globalization;

namespace Auth.Bench;

/// <summary>What a section found: tables, and verdicts on the project's promises. Tables are printed as they come.</summary>
internal sealed class Report
{
    /// <summary>The tables, in the order measured.</summary>
    public List<Table> Tables { get; init; } = [];

    /// <summary>The promises that were measured.</summary>
    public List<Verdict> Verdicts { get; init; } = [];

    /// <summary>Adds a table.</summary>
    /// <param name="title">What was measured.</param>
    /// <param name="note">How.</param>
    /// <param name="head">The columns.</param>
    /// <param name="rows">The rows.</param>
    public void Add(string title, string note, string[] head, IEnumerable<string[]> rows)
    {
        var table = new Table(title, note, head, [.. rows]);
        Tables.Add(table);
        Console.WriteLine(table.ToMarkdown());
    }

    /// <summary>Compares a measured value with a promise.</summary>
    public void Judge(string measure, Goal goal, double value)
    {
        var verdict = Verdict.Of(measure, goal, value);
        Verdicts.Add(verdict);
        Console.WriteLine($"{verdict.Measure}: {verdict.Measured} ({verdict.Goal}): {verdict.Word}");
    }

    /// <summary>Takes over what another process found.</summary>
    public void Include(Report other)
    {
        Tables.AddRange(other.Tables);
        Verdicts.AddRange(other.Verdicts);
    }

    /// <summary>A number with the given decimals.</summary>
    public static string Number(double value, int decimals = 0) =>
        value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A whole number as settings and options are written.</summary>
    public static string Plain(long value) => value.ToString(CultureInfo.InvariantCulture);
}
