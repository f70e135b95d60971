using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Pipeline;

/// <summary>Knows which endpoints the framework's authorization has a say about, from what it looks at itself.</summary>
internal sealed class AuthorizationDemand(IServiceProvider services)
{
    /// <summary>Whether it speaks of every endpoint: by a fallback policy, or by a policy provider of the host that may have one.</summary>
    private readonly bool _isGeneral =
        services.GetRequiredService<IAuthorizationPolicyProvider>().GetType()
            != typeof(DefaultAuthorizationPolicyProvider)
        || services.GetRequiredService<IOptions<AuthorizationOptions>>().Value.FallbackPolicy is not null;

    /// <summary>Whether requests for an endpoint, or for none, have to be authorized.</summary>
    public bool IsMadeOf(Endpoint? endpoint) =>
        _isGeneral
        || endpoint is { Metadata: var metadata }
            && (
                metadata.GetMetadata<IAuthorizeData>() is not null
                || metadata.GetMetadata<AuthorizationPolicy>() is not null
                || metadata.GetMetadata<IAuthorizationRequirementData>() is not null
            );
}
