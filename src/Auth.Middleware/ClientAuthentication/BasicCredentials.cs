using Auth.Http;

namespace Auth.ClientAuthentication;

/// <summary>Reads HTTP Basic credentials to the letter: canonical base64, UTF-8, first colon, both halves form-decoded (RFC 6749 section 2.3.1).</summary>
internal static class BasicCredentials
{
    private const string Scheme = "Basic";
    private const int MaxLength = 2_048;

    /// <summary>Whether the header is of this scheme; its case does not count.</summary>
    public static bool IsScheme(ReadOnlySpan<char> header) =>
        header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && (header.Length == Scheme.Length || header[Scheme.Length] == ' ');

    /// <summary>Reads the id and the secret.</summary>
    /// <returns><see langword="null"/> when anything is not exactly as it should be.</returns>
    public static (string ClientId, string Secret)? Parse(ReadOnlySpan<char> header)
    {
        var encoded = header[Scheme.Length..].TrimStart(' ');
        if (encoded.IsEmpty || encoded.Length > MaxLength)
        {
            return null;
        }

        var bytes = new byte[encoded.Length];
        if (
            !Convert.TryFromBase64Chars(encoded, bytes, out var length)
            || !IsCanonical(encoded, bytes.AsSpan(0, length))
        )
        {
            return null;
        }

        var pair = bytes.AsSpan(0, length);
        var colon = pair.IndexOf((byte)':');
        if (colon <= 0)
        {
            return null;
        }

        Span<byte> scratch = new byte[length];
        return
            FormBody.Decode(pair[..colon], scratch) is { } id
            && FormBody.Decode(pair[(colon + 1)..], scratch) is { } secret
            ? (id, secret)
            : null;
    }

    /// <summary>The framework's decoder forgives white space and stray bits; encoding again shows whether the text was exact.</summary>
    private static bool IsCanonical(ReadOnlySpan<char> encoded, ReadOnlySpan<byte> bytes) =>
        encoded.SequenceEqual(Convert.ToBase64String(bytes));
}
