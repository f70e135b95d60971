using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>Reads redirect URIs: one a line, trimmed, escaped where a URI has no such character, each once.</summary>
internal static class GoToSocialRedirectUri
{
    /// <summary>The code is shown to the user, who carries it to the application.</summary>
    public const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";

    private const string Unsafe = " \"<>\\^`{|}";

    /// <summary>What a browser would run rather than open.</summary>
    private static readonly string[] Forbidden = ["data", "vbscript", "javascript"];

    /// <summary>Reads the lines.</summary>
    /// <returns>The URIs, or what is wrong with the first that is none.</returns>
    public static (ImmutableArray<string> Uris, string? Error) Read(string lines)
    {
        var uris = new List<string>();
        foreach (var line in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (uri, error) = Normalize(line);
            if (error is not null)
            {
                return ([], $"error parsing redirect URI: parse \"{line}\": {error}");
            }

            if (!uris.Contains(uri, StringComparer.Ordinal))
            {
                uris.Add(uri);
            }
        }

        return uris.Count == 0 ? ([], "no redirect URIs left after trimming space") : ([.. uris], null);
    }

    /// <summary>Escapes one URI.</summary>
    public static (string Uri, string? Error) Normalize(string text)
    {
        var escaped = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune))
            {
                return ("", "net/url: invalid control character in URL");
            }

            if (rune.IsAscii && !Unsafe.Contains((char)rune.Value, StringComparison.Ordinal))
            {
                escaped.Append((char)rune.Value);
                continue;
            }

            foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
            {
                escaped.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        var uri = escaped.ToString();
        return UriText.Parse(uri) is not { } parsed ? ("", Reason(uri))
            : Forbidden.Contains(parsed.Scheme, StringComparer.OrdinalIgnoreCase) ? ("", "scheme is not allowed")
            : (uri, null);
    }

    private static string Reason(string uri)
    {
        var isOpen = uri.Contains('[', StringComparison.Ordinal) && !uri.Contains(']', StringComparison.Ordinal);
        return isOpen ? "missing ']' in host" : "invalid URL";
    }
}
