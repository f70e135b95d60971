using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Auth.Bench;

/// <summary>Tables on the console and, at last, in <c>bench/results.md</c>.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a table.</summary>
    /// <param name="title">What was measured.</param>
    /// <param name="note">How.</param>
    /// <param name="head">The columns.</param>
    /// <param name="rows">The rows.</param>
    public void Add(string title, string note, string[] head, IEnumerable<string[]> rows)
    {
        var lines = new List<string>
        {
            $"## {title}",
            "",
            note,
            "",
            $"| {string.Join(" | ", head)} |",
            $"|{string.Concat(head.Select((_, i) => i == 0 ? "---|" : "---:|"))}",
        };
        lines.AddRange(rows.Select(row => $"| {string.Join(" | ", row)} |"));
        lines.Add("");
        var table = string.Join('\n', lines);
        Console.WriteLine(table);
        _text.Append(table).Append('\n');
    }

    /// <summary>Writes all tables to the file.</summary>
    public async Task WriteAsync()
    {
        var file = Path.Combine(Root(), "bench", "results.md");
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # Results

            Written by `dotnet run -c Release --project bench -- all`: {Environment.ProcessorCount} processors, {RuntimeInformation.OSArchitecture}, {RuntimeInformation.FrameworkDescription}.
            Ratios are against the bare endpoint of the same run; absolute figures are this machine's.


            """
        );
        await File.WriteAllTextAsync(file, head + _text.ToString().TrimEnd('\n') + "\n");
        Console.WriteLine("Written to bench/results.md.");
    }

    /// <summary>A number with the given decimals.</summary>
    public static string Number(double value, int decimals = 0) =>
        value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Auth.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? Directory.GetCurrentDirectory();
    }
}
