using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Auth.Hosting;

/// <summary>The URL the outside world uses, from configuration or, on one machine, from the listening address; never from a request.</summary>
internal sealed class PublicUrl(IOptionsMonitor<ClientCredentialsAuthOptions> options, IServer server)
{
    /// <summary>The base URL, without a slash at its end.</summary>
    public string Base => (options.CurrentValue.PublicBaseUrl?.AbsoluteUri ?? Listening()).TrimEnd('/');

    /// <summary>The path of the base URL, without a slash at its end.</summary>
    public string Path => options.CurrentValue.PublicBaseUrl?.AbsolutePath.TrimEnd('/') ?? "";

    /// <summary>Whether browsers reach the host over TLS, so that cookies may be kept from going anywhere else.</summary>
    public bool IsSecure => Base.StartsWith("https:", StringComparison.Ordinal);

    /// <summary>The absolute URL of a path that starts with a slash.</summary>
    public string For(string path) => Base + path;

    /// <summary>The URL of a metadata document: at the root of the host, the path of the base URL behind it (RFC 8414 section 3.1, RFC 9728 section 3.1).</summary>
    public string WellKnown(string document) => Base[..^Path.Length] + document + Path;

    /// <summary>The routes of a metadata document: below the issuer's path, and where the RFCs put it, with that path behind it.</summary>
    /// <param name="document">The document's path, such as <c>/.well-known/oauth-authorization-server</c>.</param>
    /// <param name="issuerPath">The issuer's path below the base URL.</param>
    public IEnumerable<string> WellKnownRoutes(string document, string issuerPath) =>
        new[] { issuerPath + document, document + issuerPath, document + AsRoute(Path) + issuerPath }.Distinct(
            StringComparer.Ordinal
        );

    private static string AsRoute(string path) =>
        Uri.UnescapeDataString(path)
            .Replace("{", "{{", StringComparison.Ordinal)
            .Replace("}", "}}", StringComparison.Ordinal);

    /// <summary>The URL of a request as the outside world writes it, without query.</summary>
    public string Of(HttpRequest request) => Base + request.Path.ToUriComponent();

    private string Listening()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (var address in addresses)
        {
            var parsed = BindingAddress.Parse(address);
            var anywhere =
                parsed.Host is "+" or "*" || (IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var ip) && IsAny(ip));
            if (!parsed.IsUnixPipe)
            {
                return $"{parsed.Scheme}://{(anywhere ? "localhost" : parsed.Host)}:{parsed.Port}";
            }
        }

        return "http://localhost";
    }

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
