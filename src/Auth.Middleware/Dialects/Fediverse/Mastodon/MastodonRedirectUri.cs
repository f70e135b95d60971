using System.Collections.Immutable;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>What is wrong with the redirect URIs of a registration: all of it, each complaint once.</summary>
internal static class MastodonRedirectUri
{
    /// <summary>The code is shown to the user, who carries it to the application.</summary>
    public const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";

    private const string OutOfBandAuto = "urn:ietf:wg:oauth:2.0:oob:auto";
    private const string Invalid = "must be a valid URI.";

    private static readonly string[] Forbidden = ["data", "vbscript", "javascript"];

    /// <summary>Whether a redirect URI asks for a page with the code.</summary>
    public static bool IsOutOfBand(string uri) => uri is OutOfBand or OutOfBandAuto;

    public static IEnumerable<string> Check(string stored, ImmutableArray<string> uris) =>
        string.IsNullOrWhiteSpace(stored) ? ["can't be blank"] : CheckAll(uris).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> CheckAll(ImmutableArray<string> uris)
    {
        foreach (var text in uris.Where(text => !IsOutOfBand(text)))
        {
            if (UriText.Parse(text) is not { } uri)
            {
                // The others are not looked at any more.
                yield return Invalid;
                yield break;
            }

            foreach (var error in Check(uri))
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<string> Check(UriText uri)
    {
        if (Forbidden.Contains(uri.Scheme, StringComparer.OrdinalIgnoreCase))
        {
            yield return "is forbidden by the server.";
        }

        if (uri.Fragment is not null)
        {
            yield return "cannot contain a fragment.";
        }

        if (uri.IsOpaque || uri.Scheme == "localhost")
        {
            yield return "must specify a scheme.";
        }

        if (uri.Scheme is null && string.IsNullOrEmpty(uri.Host))
        {
            yield return "must be an absolute URI.";
        }

        if (uri.IsHttp && string.IsNullOrEmpty(uri.Host))
        {
            yield return Invalid;
        }
    }
}
