namespace Auth.Bench;

/// <summary>Parts of documents that are written by measuring: between <c>&lt;!-- bench: NAME --&gt;</c> and <c>&lt;!-- /bench --&gt;</c>.</summary>
internal static class MarkedText
{
    private const string End = "<!-- /bench -->";

    /// <summary>Replaces what stands between the marks.</summary>
    /// <exception cref="InvalidOperationException">The document has no such marks.</exception>
    public static async Task ReplaceAsync(string file, string name, string text)
    {
        var document = await File.ReadAllTextAsync(file);
        var mark = $"<!-- bench: {name} -->\n";
        var start = document.IndexOf(mark, StringComparison.Ordinal);
        var end = start < 0 ? -1 : document.IndexOf(End, start, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new InvalidOperationException($"{file} has no marks for {name}.");
        }

        start += mark.Length;
        await File.WriteAllTextAsync(file, $"{document[..start]}\n{text.Trim('\n')}\n\n{document[end..]}");
    }
}
