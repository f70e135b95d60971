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

    /// <summary>The absolute URL of a path that starts with a slash.</summary>
    public string For(string path) => Base + path;

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
