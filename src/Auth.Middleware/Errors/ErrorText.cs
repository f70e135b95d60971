namespace Auth.Errors;

/// <summary>Keeps what a caller sent out of headers and error texts unless it is harmless (RFC 6749 section 5.2, RFC 6750 section 3).</summary>
internal static class ErrorText
{
    private const int MaxLength = 200;

    /// <summary>Reduces text to <c>%x20-21 / %x23-5B / %x5D-7E</c>: no quotes, backslashes, controls or non-ASCII; at most 200 characters.</summary>
    public static string Sanitize(string text)
    {
        var clean = text.Length > MaxLength ? text.AsSpan(0, MaxLength) : text;
        return string.Create(
            clean.Length,
            clean,
            static (destination, source) =>
            {
                for (var i = 0; i < source.Length; i++)
                {
                    destination[i] = source[i] is >= ' ' and <= '~' and not '"' and not '\\' ? source[i] : '?';
                }
            }
        );
    }
}
