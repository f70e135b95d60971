namespace Auth.Admin;

/// <summary>One field of a CSV file (RFC 4180 section 2) that no spreadsheet takes for a formula.</summary>
internal static class CsvText
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(",\"\r\n");

    /// <summary>Writes a text as a field.</summary>
    /// <remarks>
    /// A field that begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a line break gets an apostrophe in front, also behind
    /// spaces: names of operators and networks come from outside, and whoever opens the file trusts it.
    /// </remarks>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        if (
            text[0] is '\t' or '\r' or '\n'
            || text.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..]
        )
        {
            text = "'" + text;
        }

        return text.AsSpan().ContainsAny(Special)
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }
}
