using System.Text.RegularExpressions;
using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>The README followed word by word: its commands are run in order in one shell, and print what it says they print.</summary>
public sealed partial class ReadmeTests
{
    private const string Address = "http://127.0.0.1:5080";
    private const string Mark = "---- next block ----";

    /// <summary>What the test itself does instead: the host runs, and the shell starts in its directory.</summary>
    private static readonly string[] DoneByTheTest = ["dotnet run --project samples/HostApp", "cd samples/HostApp"];

    [Fact]
    public async Task The_quick_start_prints_what_it_says()
    {
        await using var host = await HostProcess.StartAsync();
        var steps = Steps();
        steps.Count.ShouldBeGreaterThan(8);
        var script = string.Join($"\necho '{Mark}'\n", steps.Select(step => Runnable(step.Commands, host)));

        var output = await Shell.RunAsync(script, host.DataDirectory);

        var printed = output.ReplaceLineEndings("\n").Split(Mark + "\n");
        printed.Length.ShouldBe(steps.Count);
        for (var i = 0; i < steps.Count; i++)
        {
            Mask(printed[i])
                .ShouldBe(
                    Mask(steps[i].Output.Replace(Address, Base(host), StringComparison.Ordinal)),
                    steps[i].Commands
                );
        }
    }

    /// <summary>The quick start's <c>sh</c> blocks, each with the <c>text</c> block behind it.</summary>
    private static List<(string Commands, string Output)> Steps()
    {
        var section = MarkdownBlocks
            .Read("README.md")
            .Split("\n## ")
            .Single(part => part.StartsWith("Quick start", StringComparison.Ordinal));
        var steps = new List<(string, string)>();
        foreach (var block in MarkdownBlocks.Of(section))
        {
            switch (block.Language)
            {
                case "sh":
                    steps.Add((block.Text, ""));
                    break;
                case "text":
                    steps[^1].Item2.ShouldBeEmpty("each output stands behind its commands");
                    steps[^1] = (steps[^1].Item1, block.Text);
                    break;
                default:
                    Assert.Fail($"The quick start has a block of {block.Language}.");
                    break;
            }
        }

        return steps;
    }

    private static string Runnable(string commands, HostProcess host)
    {
        var lines = commands.Split('\n').Where(line => !DoneByTheTest.Contains(line));
        return string.Join('\n', lines).Replace(Address, Base(host), StringComparison.Ordinal);
    }

    private static string Base(HostProcess host) => host.Address.AbsoluteUri.TrimEnd('/');

    /// <summary>Hides what differs from run to run: credentials, ids, dates and seconds.</summary>
    private static string Mask(string text)
    {
        var masked = Credential().Replace(text, match => $"auth_{match.Groups["kind"].Value}_X");
        masked = ClientId().Replace(masked, "\"client_id\":\"X\"");
        masked = Date().Replace(masked, "Date: X");
        masked = Seconds().Replace(masked, "N");
        return masked.Trim('\n');
    }

    [GeneratedRegex("auth_(?<kind>at|cs|vc)_[A-Za-z0-9]{54}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Credential();

    [GeneratedRegex("\"client_id\":\"[A-Za-z0-9]{32}\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClientId();

    [GeneratedRegex(
        "Date: [0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} [+-][0-9]{4}",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Date();

    [GeneratedRegex(
        """(?<=;t=|Retry-After: |available in |"reset":\{"burst":|"reset":\{"burst":[0-9N]+,"sustained":)[0-9]+""",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Seconds();
}
