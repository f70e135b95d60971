namespace Auth.Bench;

/// <summary>A table of figures.</summary>
/// <param name="Title">What was measured.</param>
/// <param name="Note">How.</param>
/// <param name="Head">The columns.</param>
/// <param name="Rows">The rows.</param>
internal sealed record Table(string Title, string Note, string[] Head, string[][] Rows)
{
    /// <summary>The table under its heading.</summary>
    public string ToMarkdown() => $"## {Title}\n\n{Note}\n\n{Lines()}";

    /// <summary>The table alone.</summary>
    public string Lines() =>
        string.Concat([
            Line(Head),
            $"|{string.Concat(Head.Select((_, i) => i == 0 ? "---|" : "---:|"))}\n",
            .. Rows.Select(Line),
        ]);

    private static string Line(string[] cells) => $"| {string.Join(" | ", cells)} |\n";
}
