using System.Reflection;
using System.Text.RegularExpressions;
using Auth.TestKit;

namespace Auth.Conformance;

/// <summary>One thing an RFC asks for.</summary>
/// <param name="Id">Its name in the tests' traits.</param>
/// <param name="Section">The RFC and its section; <see langword="null"/> when the line does not apply.</param>
/// <param name="Text">What is asked, or why it does not apply.</param>
internal sealed record Line(string Id, string? Section, string Text);

/// <summary>Lines and the tests that check them.</summary>
internal static partial class ConformanceTable
{
    /// <summary>The lines, in the order of the data file.</summary>
    public static IReadOnlyList<Line> Lines { get; } =
    [
        .. File.ReadLines(Repository.PathOf("tests", "Auth.Middleware.Tests", "Conformance", "lines.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" | "))
            .Select(parts => new Line(parts[0], parts[1] == "-" ? null : parts[1], parts[2])),
    ];

    /// <summary>The tests of each line, as type and method.</summary>
    public static ILookup<string, string> Tests { get; } =
        typeof(ConformanceTable)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            )
            .SelectMany(
                method => method.GetCustomAttributes<TraitAttribute>().Where(trait => trait.Name == "line"),
                (method, trait) => (trait.Value, Test: $"{method.DeclaringType!.Name}.{method.Name}")
            )
            .OrderBy(pair => pair.Test, StringComparer.Ordinal)
            .ToLookup(pair => pair.Value, pair => pair.Test, StringComparer.Ordinal);

    /// <summary>The values of all traits of one name.</summary>
    public static IEnumerable<string> Traits(string name) =>
        typeof(ConformanceTable)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<TraitAttribute>())
            .Where(trait => trait.Name == name)
            .Select(trait => trait.Value);

    /// <summary>The document.</summary>
    public static string Document()
    {
        var applicable = Lines.Where(line => line.Section is not null).ToList();
        IEnumerable<string> text =
        [
            "# Conformance of the standard endpoints",
            "",
            "Written by the tests from their traits: run them with `AUTH_APPROVE=1` after a change.",
            "`eng/conformance.sh` runs these tests and prints the result of each line.",
            "",
            $"{applicable.Count} lines apply, {Lines.Count - applicable.Count} do not.",
            "",
            "| Line | RFC, section | What is asked | Tests |",
            "|---|---|---|---|",
            .. applicable.Select(Row),
            "",
            "Does not apply:",
            "",
            .. Lines.Where(line => line.Section is null).Select(line => $"- {line.Id}: {line.Text}"),
            "",
        ];
        return string.Join('\n', text);
    }

    private static string Row(Line line)
    {
        var section = line.Section!.StartsWith("draft-", StringComparison.Ordinal)
            ? line.Section.Replace("draft-", "draft-ietf-httpapi-", StringComparison.Ordinal)
            : $"RFC {line.Section.Replace("-", ", ", StringComparison.Ordinal)}";
        return $"| {line.Id} | {section} | {line.Text} | {string.Join("<br>", Tests[line.Id])} |";
    }

    /// <summary>Whether a trait names a section of an RFC, such as <c>6749-5.2</c>, or the draft of the limit fields.</summary>
    [GeneratedRegex(@"^(\d{4}-(\d+(\.\d+)*|[A-Z])|draft-ratelimit-headers-11)$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Section();
}
