using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Pipeline;

/// <summary>Knows which endpoints the framework's authorization has a say about, from what it looks at itself.</summary>
internal sealed class AuthorizationDemand
{
    /// <summary>Whether it speaks of every endpoint: by a fallback policy, or by a policy provider of the host that may have one.</summary>
    private readonly bool _isGeneral;

    /// <summary>Whether a plain <c>[Authorize]</c> asks for a user and nothing else, and nobody but the framework judges.</summary>
    private readonly bool _isPlain;

    public AuthorizationDemand(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AuthorizationOptions>>().Value;
        var isOwn =
            services.GetRequiredService<IAuthorizationPolicyProvider>().GetType()
            != typeof(DefaultAuthorizationPolicyProvider);
        _isGeneral = isOwn || options.FallbackPolicy is not null;
        using var scope = services.CreateScope();
        _isPlain =
            !isOwn
            && options.DefaultPolicy
                is { AuthenticationSchemes: [], Requirements: [DenyAnonymousAuthorizationRequirement] }
            && AreFrameworks(scope.ServiceProvider);
    }

    /// <summary>What authorization asks of requests for an endpoint, or for none.</summary>
    public AuthorizationNeed Of(Endpoint? endpoint)
    {
        var metadata = endpoint?.Metadata ?? EndpointMetadataCollection.Empty;
        var authorize = metadata.GetOrderedMetadata<IAuthorizeData>();
        var isNamed =
            metadata.GetMetadata<AuthorizationPolicy>() is not null
            || metadata.GetMetadata<IAuthorizationRequirementData>() is not null;
        if (authorize.Count == 0 && !isNamed)
        {
            return _isGeneral ? AuthorizationNeed.Judgement : AuthorizationNeed.None;
        }

        var isOpen = metadata.GetMetadata<IAllowAnonymous>() is not null;
        return _isPlain && !isNamed && !isOpen && authorize.All(IsPlain)
            ? AuthorizationNeed.User
            : AuthorizationNeed.Judgement;
    }

    private static bool IsPlain(IAuthorizeData data) =>
        string.IsNullOrEmpty(data.Policy)
        && string.IsNullOrEmpty(data.Roles)
        && string.IsNullOrEmpty(data.AuthenticationSchemes);

    private static bool AreFrameworks(IServiceProvider services)
    {
        object[] judges =
        [
            services.GetRequiredService<IAuthorizationService>(),
            services.GetRequiredService<IAuthorizationEvaluator>(),
            services.GetRequiredService<IAuthorizationHandlerProvider>(),
            services.GetRequiredService<IAuthorizationHandlerContextFactory>(),
            services.GetRequiredService<IAuthorizationMiddlewareResultHandler>(),
            services.GetRequiredService<IPolicyEvaluator>(),
            .. services.GetServices<IAuthorizationHandler>(),
        ];
        return judges.All(judge =>
            judge.GetType().Assembly is var from
            && (from == typeof(DefaultAuthorizationService).Assembly || from == typeof(PolicyEvaluator).Assembly)
        );
    }
}

/// <summary>What the framework's authorization asks of a request.</summary>
internal enum AuthorizationNeed
{
    /// <summary>Nothing: it would let it pass.</summary>
    None,

    /// <summary>A user, whoever that is.</summary>
    User,

    /// <summary>Only it can tell.</summary>
    Judgement,
}
