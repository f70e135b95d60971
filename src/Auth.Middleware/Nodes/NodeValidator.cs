using System.Net;
using Auth.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Auth.Nodes;

/// <summary>Finds what several nodes cannot run with; each message says the key and the fix. One node is only warned.</summary>
internal sealed class NodeValidator(
    IServiceProvider services,
    IConfiguration configuration,
    IHostEnvironment environment
) : IValidateOptions<ClientCredentialsAuthOptions>
{
    public ValidateOptionsResult Validate(string? name, ClientCredentialsAuthOptions options)
    {
        var problems = new List<string>();
        if (services.GetService<ISharedCounterStore>() is { } counters)
        {
            problems.AddRange(Problems(options, counters.Name));
        }

        if (options.Bearer.SharedCache && services.GetService<ISharedTokenCache>() is null)
        {
            problems.Add(
                "Auth:Bearer:SharedCache is on, but there is nothing that nodes could share tokens through: call UseRedis, or switch it off."
            );
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(ClientCredentialsAuthOptions options, string counters)
    {
        var store = services.GetRequiredService<IStoreLifecycle>();
        if (!store.IsDurable)
        {
            yield return $"{counters} shares the limits of several nodes, but each keeps clients and tokens in its own memory: "
                + "choose a store that they share, such as UsePostgreSql.";
        }
        else if (store.DataDirectory is null && string.IsNullOrEmpty(options.ServerKey))
        {
            yield return $"Auth:ServerKey is missing. {store.Name} is shared by all nodes, so they must share the key that checks its "
                + "credentials: set it to the output of `openssl rand -base64 32` on every node.";
        }

        if (environment.IsDevelopment())
        {
            yield break;
        }

        if (options.PublicBaseUrl is { } url ? !IsSafe(url) : !ListensOnLoopback())
        {
            yield return "Auth:PublicBaseUrl must be the https URL under which callers reach the nodes, such as https://api.example.com: "
                + "links in mails start with it, and the address of one node is no address of the others.";
        }

        if (BelievesAnyProxy())
        {
            yield return "X-Forwarded-For is believed from anyone, so callers choose the address they are limited by: list the proxies in "
                + "Auth:TrustedProxies, and do not set ASPNETCORE_FORWARDEDHEADERS_ENABLED.";
        }
    }

    private bool BelievesAnyProxy()
    {
        var forwarded = services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
        var isOn = forwarded.ForwardedHeaders.HasFlag(ForwardedHeaders.XForwardedFor);
        return isOn && forwarded is { KnownProxies.Count: 0, KnownIPNetworks.Count: 0 }
            || bool.TryParse(configuration["FORWARDEDHEADERS_ENABLED"], out var enabled) && enabled;
    }

    private bool ListensOnLoopback()
    {
        var addresses = (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        return addresses.Length > 0
            && Array.TrueForAll(
                addresses,
                text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.IsLoopback
            );
    }

    // A try-out on one machine has no certificate.
    private static bool IsSafe(Uri url) =>
        url.IsLoopback
        || string.Equals(url.Scheme, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase)
            && !(IPAddress.TryParse(url.Host, out var address) && IPAddress.Any.Equals(address));
}
