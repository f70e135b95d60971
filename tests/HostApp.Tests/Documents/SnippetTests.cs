using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>C# in a document is a part of a file that compiles.</summary>
public sealed class SnippetTests
{
    private const string Start = "<!-- snippet: ";
    private const string End = " -->";

    public static TheoryData<string> Documents => [.. MarkdownBlocks.Documents()];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Each_block_is_the_region_it_names(string document)
    {
        foreach (
            var block in MarkdownBlocks.Of(MarkdownBlocks.Read(document)).Where(block => block.Language == "csharp")
        )
        {
            block.Before.ShouldStartWith(
                Start,
                Case.Sensitive,
                $"{document} does not say where this is from:\n{block.Text}"
            );
            var source = block.Before[Start.Length..^End.Length].Split('#');
            var text = File.ReadAllText(Repository.PathOf(source[0]));
            if (source.Length == 1)
            {
                text.ShouldContain(block.Text, Case.Sensitive, document);
            }
            else
            {
                block.Text.ShouldBe(Region(text, source[1]), document);
            }
        }
    }

    [Fact]
    public void Some_documents_have_snippets() =>
        MarkdownBlocks
            .Documents()
            .SelectMany(document => MarkdownBlocks.Of(MarkdownBlocks.Read(document)))
            .Count(block => block.Language == "csharp")
            .ShouldBeGreaterThan(5);

    /// <summary>The lines of a region, moved to the left.</summary>
    private static string Region(string text, string name)
    {
        var lines = text.Split('\n');
        var start = Array.FindIndex(lines, line => line.Trim() == $"#region {name}");
        start.ShouldBeGreaterThanOrEqualTo(0, $"there is no region {name}");
        var indent = lines[start].Length - lines[start].TrimStart().Length;
        var region = lines[(start + 1)..].TakeWhile(line => line.Trim() != "#endregion");
        return string.Join('\n', region.Select(line => line.Length > indent ? line[indent..] : ""));
    }
}
