using Auth.Bearer;
using Auth.OpenApi;
using Auth.Pipeline;
using Auth.RateLimiting;
using Auth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dialects.Openverse;

/// <summary>Openverse and CC Catalog: registration with a verified address, client credentials, key info.</summary>
internal sealed class OpenverseDialect : IDialect
{
    /// <summary>The dialect's name.</summary>
    public const string DialectName = "openverse";

    private static readonly WireFormatMetadata Resource = new(typeof(OpenverseResourceWireFormat));
    private static readonly WireFormatMetadata OAuth = new(typeof(OpenverseOAuthWireFormat));
    private static readonly object NoBearer = new NoBearerMetadata();
    private static readonly object AnyToken = new RequireScopeAttribute();

    public string Name => DialectName;

    public IReadOnlyDictionary<string, EndpointDescription> Descriptions => OpenverseDescriptions.All;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        Serve<OpenverseRegisterEndpoint>(
                endpoints,
                "Register",
                OpenverseRoutes.Register,
                ["POST"],
                (e, c) => e.HandleAsync(c)
            )
            .WithMetadata(Resource, ByAddress(OpenversePolicies.Register));
        Serve<OpenverseTokenEndpoint>(endpoints, "Token", OpenverseRoutes.Token, ["POST"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, ByAddress(OpenversePolicies.Token));
        Serve<OpenverseVerifyEndpoint>(
                endpoints,
                "Verify Email",
                OpenverseRoutes.VerifyCode,
                ["GET", "HEAD", "POST"],
                (e, c) => e.HandleAsync(c)
            )
            .WithMetadata(Resource, NoBearer, ByAddress(OpenversePolicies.Verify));
        Serve<OpenverseResendEndpoint>(
                endpoints,
                "Resend Verification",
                OpenverseRoutes.Verify,
                ["POST"],
                (e, c) => e.HandleAsync(c)
            )
            .WithMetadata(OAuth, NoBearer, ByAddress(OpenversePolicies.Verify));
        Serve<OpenverseRevokeEndpoint>(
                endpoints,
                "Revoke Token",
                OpenverseRoutes.Revoke,
                ["POST"],
                (e, c) => e.HandleAsync(c)
            )
            .WithMetadata(OAuth, NoBearer, ByAddress(OpenversePolicies.Token));
        Serve<OpenverseIntrospectEndpoint>(
                endpoints,
                "Introspect",
                OpenverseRoutes.Introspect,
                ["POST"],
                (e, c) => e.HandleAsync(c)
            )
            .WithMetadata(OAuth, NoBearer, ByAddress(OpenversePolicies.Token));
        Serve<OpenverseKeyInfoEndpoint>(
                endpoints,
                "Key Info",
                OpenverseRoutes.KeyInfo,
                ["GET", "HEAD"],
                (e, c) => e.HandleAsync(c)
            )
            .WithMetadata(Resource, AnyToken, new RateLimitPolicyAttribute(OpenversePolicies.KeyInfo));
        Serve<OpenverseTierRequestEndpoint>(
                endpoints,
                "Request Tier",
                OpenverseRoutes.TierRequest,
                ["POST"],
                (e, c) => e.HandleAsync(c)
            )
            .WithMetadata(Resource, AnyToken, new RateLimitPolicyAttribute(OpenversePolicies.TierRequest));
    }

    private static RateLimitPolicyAttribute ByAddress(string policy) => new(policy) { ByAddress = true };

    /// <summary>Maps an endpoint for its methods, and for all others the answer that they are not allowed.</summary>
    private static OpenverseConventions Serve<TEndpoint>(
        IEndpointRouteBuilder endpoints,
        string name,
        string route,
        string[] methods,
        Func<TEndpoint, HttpContext, Task> handle
    )
        where TEndpoint : notnull
    {
        var allow = string.Join(", ", methods.Append("OPTIONS"));
        var serve = EndpointGuard.Wrap(
            OpenverseExchange.Negotiate(allow, c => handle(c.RequestServices.GetRequiredService<TEndpoint>(), c))
        );
        return new OpenverseConventions(
            endpoints.MapMethods(route, methods, serve).WithDisplayName(name),
            endpoints
                .Map(route, OpenverseExchange.Describe(name, allow))
                .WithDisplayName($"{name} (other methods)")
                .ExcludeFromDescription()
        );
    }
}

/// <summary>The conventions of an endpoint and of its answer to other methods.</summary>
internal readonly record struct OpenverseConventions(
    IEndpointConventionBuilder Served,
    IEndpointConventionBuilder Others
)
{
    /// <summary>Adds metadata to both; other methods never ask for a token.</summary>
    public void WithMetadata(params object[] metadata)
    {
        Served.WithMetadata(metadata);
        Others.WithMetadata([.. metadata.Where(item => item is not RequireScopeAttribute)]);
    }
}
