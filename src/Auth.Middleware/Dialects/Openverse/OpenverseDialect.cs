using Auth.Bearer;
using Auth.OpenApi;
using Auth.Pipeline;
using Auth.RateLimiting;
using Auth.Telemetry;
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
                "Register an application for access to the API.",
                OpenverseRoutes.Register,
                ["POST"],
                (e, c) => e.HandleAsync(c)
            )
            .WithMetadata(Resource, MeasuredMetadata.Registration, ByAddress(OpenversePolicies.Register));
        Serve<OpenverseTokenEndpoint>(
                endpoints,
                "Token",
                "Exchange client credentials for an access token.",
                OpenverseRoutes.Token,
                ["POST"],
                (e, c) => e.HandleAsync(c)
            )
            .WithMetadata(OAuth, MeasuredMetadata.Token, ByAddress(OpenversePolicies.Token));
        Serve<OpenverseVerifyEndpoint>(
                endpoints,
                "Verify Email",
                "Verify the email address of an application.",
                OpenverseRoutes.VerifyCode,
                ["GET", "HEAD", "POST"],
                (e, c) => e.HandleAsync(c)
            )
            .WithMetadata(Resource, NoBearer, ByAddress(OpenversePolicies.Verify));
        Serve<OpenverseResendEndpoint>(
                endpoints,
                "Resend Verification",
                "Send the verification link again.",
                OpenverseRoutes.Verify,
                ["POST"],
                (e, c) => e.HandleAsync(c)
            )
            .WithMetadata(OAuth, NoBearer, ByAddress(OpenversePolicies.Verify));
        Serve<OpenverseRevokeEndpoint>(
                endpoints,
                "Revoke Token",
                "Revoke an access token.",
                OpenverseRoutes.Revoke,
                ["POST"],
                (e, c) => e.HandleAsync(c)
            )
            .WithMetadata(OAuth, NoBearer, ByAddress(OpenversePolicies.Token));
        Serve<OpenverseIntrospectEndpoint>(
                endpoints,
                "Introspect",
                "Say whether an access token is active.",
                OpenverseRoutes.Introspect,
                ["POST"],
                (e, c) => e.HandleAsync(c)
            )
            .WithMetadata(OAuth, NoBearer, ByAddress(OpenversePolicies.Token));
        Serve<OpenverseKeyInfoEndpoint>(
                endpoints,
                "Check Rates",
                "Say what an application has used and has left.",
                OpenverseRoutes.KeyInfo,
                ["GET", "HEAD"],
                (e, c) => e.HandleAsync(c)
            )
            .WithMetadata(Resource, AnyToken, new RateLimitPolicyAttribute(OpenversePolicies.KeyInfo));
        Serve<OpenverseTierRequestEndpoint>(
                endpoints,
                "Request Tier",
                "Ask for another rate limit model.",
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
        string description,
        string route,
        string[] methods,
        Func<TEndpoint, HttpContext, Task> handle
    )
        where TEndpoint : notnull
    {
        var serve = EndpointGuard.Wrap(
            OpenverseExchange.Negotiate(c => handle(c.RequestServices.GetRequiredService<TEndpoint>(), c))
        );
        var conventions = new OpenverseConventions(
            endpoints.MapMethods(route, methods, serve).WithDisplayName(name),
            endpoints
                .Map(route, OpenverseExchange.Describe(name, description))
                .WithDisplayName($"{name} (other methods)")
                .ExcludeFromDescription()
        );
        conventions.WithMetadata(new AllowedMethods(string.Join(", ", methods.Append("OPTIONS"))));
        return conventions;
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
