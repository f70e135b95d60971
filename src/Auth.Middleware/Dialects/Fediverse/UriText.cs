using System.Buffers;
using System.Net;

namespace Auth.Dialects.Fediverse;

/// <summary>The parts of a URI reference (RFC 3986), as they were written. Parsed by hand in one pass: no expression can be made to run long.</summary>
/// <param name="Scheme">The scheme, or <see langword="null"/>.</param>
/// <param name="Host">The host, empty when the authority is; <see langword="null"/> without an authority.</param>
/// <param name="Path">The path.</param>
/// <param name="Query">The query, or <see langword="null"/>.</param>
/// <param name="Fragment">The fragment, or <see langword="null"/>.</param>
internal sealed record UriText(string? Scheme, string? Host, string Path, string? Query, string? Fragment)
{
    private static readonly SearchValues<char> SchemeCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-."
    );

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?%"
    );

    /// <summary>Whether a scheme is followed by something that is no path, as in <c>mailto:a</c>.</summary>
    public bool IsOpaque => Scheme is not null && Host is null && Path.Length > 0 && Path[0] != '/';

    /// <summary>Whether the scheme is http or https, in any case.</summary>
    public bool IsHttp =>
        string.Equals(Scheme, "http", StringComparison.OrdinalIgnoreCase)
        || string.Equals(Scheme, "https", StringComparison.OrdinalIgnoreCase);

    /// <summary>Parses a reference.</summary>
    /// <returns><see langword="null"/> when the text is none.</returns>
    public static UriText? Parse(string text)
    {
        var rest = text;
        var fragment = Cut(ref rest, '#');
        var query = Cut(ref rest, '?');
        string? scheme = null;
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0 && rest.AsSpan(0, colon).IndexOf('/') < 0)
        {
            scheme = rest[..colon];
            rest = rest[(colon + 1)..];
            if (!IsScheme(scheme))
            {
                return null;
            }
        }

        string? host = null;
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            var end = rest.IndexOf('/', 2);
            var authority = end < 0 ? rest[2..] : rest[2..end];
            rest = end < 0 ? "" : rest[end..];
            host = HostOf(authority);
            if (host is null)
            {
                return null;
            }
        }

        return IsText(rest) && IsText(query) && IsText(fragment)
            ? new UriText(scheme, host, rest, query, fragment)
            : null;
    }

    private static string? Cut(ref string text, char mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var behind = text[(at + 1)..];
        text = text[..at];
        return behind;
    }

    private static bool IsScheme(string scheme) =>
        scheme.Length > 0 && char.IsAsciiLetter(scheme[0]) && !scheme.AsSpan().ContainsAnyExcept(SchemeCharacters);

    private static string? HostOf(string authority)
    {
        var at = authority.LastIndexOf('@');
        var user = at < 0 ? "" : authority[..at];
        var place = authority[(at + 1)..];
        if (!IsText(user) || user.AsSpan().ContainsAny('/', '?', '@'))
        {
            return null;
        }

        if (place.StartsWith('['))
        {
            var close = place.IndexOf(']', StringComparison.Ordinal);
            return close > 0 && IPAddress.TryParse(place.AsSpan(1, close - 1), out _) && IsPort(place[(close + 1)..])
                ? place[..(close + 1)]
                : null;
        }

        var colon = place.LastIndexOf(':');
        var host = colon < 0 ? place : place[..colon];
        return IsText(host) && !host.AsSpan().ContainsAny(':', '?') && (colon < 0 || IsPort(place[colon..]))
            ? host
            : null;
    }

    /// <summary>Nothing, or a colon and digits.</summary>
    private static bool IsPort(string text) =>
        text.Length == 0 || (text[0] == ':' && !text.AsSpan(1).ContainsAnyExceptInRange('0', '9'));

    /// <summary>Only characters that a URI has, and escapes of two hexadecimal digits.</summary>
    private static bool IsText(string? text)
    {
        if (text is null)
        {
            return true;
        }

        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
        {
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                return false;
            }
        }

        return !text.AsSpan().ContainsAnyExcept(Allowed);
    }
}
