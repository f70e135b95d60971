using Auth.TestKit;

namespace HostApp.Tests;

/// <summary>A fenced block of a document.</summary>
/// <param name="Language">What stands behind the fence.</param>
/// <param name="Text">The lines between the fences.</param>
/// <param name="Before">The line above the fence.</param>
internal sealed record MarkdownBlock(string Language, string Text, string Before);

/// <summary>Reads documents.</summary>
internal static class MarkdownBlocks
{
    /// <summary>README.md and everything below docs, by path.</summary>
    public static IEnumerable<string> Documents() =>
        Directory
            .GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Append(Repository.PathOf("README.md"))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static string Read(string document) => File.ReadAllText(Repository.PathOf(document));

    /// <summary>The fenced blocks of a text, in their order.</summary>
    public static List<MarkdownBlock> Of(string markdown)
    {
        var blocks = new List<MarkdownBlock>();
        var lines = markdown.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var end = Array.IndexOf(lines, "```", i + 1);
            end.ShouldBeGreaterThan(i, $"a block is not closed: {lines[i]}");
            blocks.Add(new(lines[i][3..], string.Join('\n', lines[(i + 1)..end]), i == 0 ? "" : lines[i - 1]));
            i = end;
        }

        return blocks;
    }
}
