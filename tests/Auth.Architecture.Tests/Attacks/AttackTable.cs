using System.Text.RegularExpressions;
using Auth.TestKit;

namespace Auth.Architecture.Tests.Attacks;

/// <summary>A class of attacks or bugs that libraries of this kind have had.</summary>
/// <param name="Number">Its name in the tests' traits.</param>
/// <param name="Area">What it is about.</param>
/// <param name="Text">What goes wrong.</param>
/// <param name="Reason">Why there is no test; <see langword="null"/> where there is one.</param>
internal sealed record AttackClass(int Number, string Area, string Text, string? Reason);

/// <summary>Attack classes and the tests that would expose them, in whatever project they are.</summary>
internal static partial class AttackTable
{
    public static IReadOnlyList<AttackClass> Classes { get; } =
    [
        .. File.ReadLines(Repository.PathOf("tests", "Auth.Architecture.Tests", "Attacks", "classes.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" | "))
            .Select(parts => new AttackClass(
                int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture),
                parts[1],
                parts[2],
                parts.Length > 3 ? parts[3] : null
            )),
    ];

    /// <summary>The tests of each class, as type and method, found by their traits in the sources.</summary>
    public static ILookup<int, string> Tests { get; } =
        Directory
            .EnumerateFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(
                file => TraitsAndMethod().Matches(File.ReadAllText(file)),
                (file, match) => (Type: Path.GetFileNameWithoutExtension(file), Match: match)
            )
            .SelectMany(
                found => Number().Matches(found.Match.Groups["traits"].Value),
                (found, number) =>
                    (
                        Number: int.Parse(number.ValueSpan, provider: null),
                        Test: $"{found.Type}.{found.Match.Groups["method"].Value}"
                    )
            )
            .OrderBy(pair => pair.Test, StringComparer.Ordinal)
            .ToLookup(pair => pair.Number, pair => pair.Test);

    /// <summary>The document.</summary>
    public static string Document()
    {
        IEnumerable<string> text =
        [
            "# Attack classes",
            "",
            "What has gone wrong in libraries of this kind, and the tests that would expose it here. Written by the tests from their traits: run them with",
            "`AUTH_APPROVE=1` after a change.",
            "",
            "| | area | what goes wrong | tests |",
            "|---|---|---|---|",
            .. Classes
                .Where(known => known.Reason is null)
                .Select(known =>
                    $"| {known.Number} | {known.Area} | {known.Text} | {string.Join("<br>", Tests[known.Number].Distinct(StringComparer.Ordinal))} |"
                ),
            "",
            "Without a test:",
            "",
            .. Classes
                .Where(known => known.Reason is not null)
                .Select(known => $"- {known.Number}, {known.Text} {known.Reason}"),
            "",
        ];
        return string.Join('\n', text);
    }

    [GeneratedRegex(
        """(?<traits>(\[Trait\("attack", "\d+"\)\]\s*)+)(\[[^\n]*\]\s*)*public (static )?(async )?[\w<>]+ (?<method>\w+)\(""",
        RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex TraitsAndMethod();

    [GeneratedRegex(@"\d+", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
