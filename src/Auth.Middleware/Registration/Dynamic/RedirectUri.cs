using System.Net;

namespace Auth.Registration.Dynamic;

/// <summary>Which redirect URIs may be registered (RFC 8252 sections 7 and 8.4, RFC 9700 section 2.6).</summary>
internal static class RedirectUri
{
    private const int MaxLength = 2_000;

    /// <summary>https, http on a loopback address, or a private scheme with a dot; absolute, printable, without a fragment.</summary>
    public static bool IsAcceptable(string text)
    {
        if (
            text.Length is 0 or > MaxLength
            || text.Any(c => c is <= ' ' or > '~' or '\\')
            || text.Contains('#', StringComparison.Ordinal)
        )
        {
            return false;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            return false;
        }

        return uri.Scheme switch
        {
            "https" => uri.Host.Length > 0 && uri.UserInfo.Length == 0,
            "http" => uri.UserInfo.Length == 0
                && IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address)
                && IPAddress.IsLoopback(address),
            var scheme => scheme.Contains('.', StringComparison.Ordinal),
        };
    }
}
