using System.Globalization;
using System.Net;
using Auth.Authorization.Requests;

namespace Auth.Authorization.Responses;

/// <summary>Where an answer goes, for people and for browsers.</summary>
internal static class ReturnTarget
{
    /// <summary>The place in words: a host, or an application on this device.</summary>
    public static string InWords(string redirectUri)
    {
        if (!Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri))
        {
            return redirectUri;
        }

        return uri.Scheme switch
        {
            "http" or "https" when !IsLoopback(uri) => uri.IdnHost,
            "http" or "https" => "an application on this device",
            var scheme => $"the application {scheme} on this device",
        };
    }

    /// <summary>The place as a source of CSP: browsers hold forms to it even behind a redirect. <see langword="null"/> for this host itself.</summary>
    public static string? AsSource(AuthorizationReturn target)
    {
        if (target.IsOutOfBand || !Uri.TryCreate(target.RedirectUri, UriKind.Absolute, out var uri))
        {
            return null;
        }

        // Addresses in brackets are no host sources.
        var port = uri.IsDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{uri.Port}");
        return uri.Scheme is "http" or "https" && uri.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4
            ? $"{uri.Scheme}://{uri.IdnHost}{port}"
            : uri.Scheme + ":";
    }

    private static bool IsLoopback(Uri uri) =>
        uri.Host == "localhost"
        || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
