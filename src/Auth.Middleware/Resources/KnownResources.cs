using System.Collections.Immutable;
using Auth.Hosting;
using Auth.Http;
using Microsoft.Extensions.Options;

namespace Auth.Resources;

/// <summary>The resources that tokens may be asked for (RFC 8707).</summary>
internal sealed class KnownResources(PublicUrl publicUrl, IOptionsMonitor<ClientCredentialsAuthOptions> options)
{
    private const int MaxResources = 10;

    /// <summary>The resource that endpoints belong to unless they name another: the host itself.</summary>
    public string Default => publicUrl.Base;

    /// <summary>Reads the resources a token is asked for.</summary>
    /// <returns>The audience, empty when none was named; or the error.</returns>
    public (ImmutableArray<string> Audience, OAuthError? Error) Read(RequestParameters parameters)
    {
        var audience = ImmutableArray.CreateBuilder<string>();
        foreach (var text in parameters.Resources)
        {
            if (ResourceIdentifier.Normalize(text) is not { } resource || !IsKnown(resource))
            {
                return ([], OAuthErrors.InvalidTarget);
            }

            if (!audience.Contains(resource, StringComparer.Ordinal))
            {
                audience.Add(resource);
            }
        }

        return audience.Count > MaxResources ? ([], OAuthErrors.InvalidTarget) : (audience.ToImmutable(), null);
    }

    private bool IsKnown(string resource)
    {
        var listed = options.CurrentValue.Resources;
        return resource == Default
            || (
                listed.Count == 0
                    ? resource.StartsWith(Default + "/", StringComparison.Ordinal)
                    : listed.Any(text => ResourceIdentifier.Normalize(text) == resource)
            );
    }
}
