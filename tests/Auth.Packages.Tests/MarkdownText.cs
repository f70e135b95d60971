namespace Auth.Packages.Tests;

/// <summary>The fenced blocks of a document.</summary>
internal sealed class MarkdownText
{
    private readonly List<(string Language, string Text)> _blocks;

    private MarkdownText(string text) =>
        _blocks = [
            // Fences open and close in turn.
            .. ("\n" + text)
                .Split("\n```")
                .Where((_, index) => index % 2 == 1)
                .Select(block => block.Split('\n', 2))
                .Select(block => (block[0], block[1])),
        ];

    public static async Task<MarkdownText> ReadAsync(string path) => new(await File.ReadAllTextAsync(path));

    /// <summary>The first block of a language.</summary>
    public string First(string language) => _blocks.First(block => block.Language == language).Text;

    /// <summary>The only block that begins so.</summary>
    public string Starting(string start) =>
        _blocks.Single(block => block.Text.StartsWith(start, StringComparison.Ordinal)).Text;
}
