using Auth.Bearer;
using Auth.Dialects;
using Auth.Discovery;
using Auth.KeyInfo;
using Auth.OpenApi;
using Auth.Pipeline;
using Auth.RateLimiting;
using Auth.Registration.Dynamic;
using Auth.Telemetry;
using Auth.Token;
using Auth.Verification;
using Auth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Auth.Hosting;

/// <summary>The standard OAuth endpoints, which every host has.</summary>
internal sealed class StandardEndpoints(PublicUrl publicUrl, StandardIssuer issuer, RegistrationGate gate) : IDialect
{
    private static readonly WireFormatMetadata OAuth = new(typeof(OAuthWireFormat));
    private static readonly NoBearerMetadata NoBearer = new();
    private static readonly DisableRateLimitAttribute Unlimited = new();
    private static readonly RateLimitPolicyAttribute TokenPolicy = Policy("token");
    private static readonly RateLimitPolicyAttribute VerifyPolicy = Policy("verify");

    public string Name => "standard";

    public IReadOnlyDictionary<string, EndpointDescription> Descriptions => StandardDescriptions.All;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .Serve<TokenEndpoint>(StandardRoutes.Token, ["POST"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, NoBearer, MeasuredMetadata.Token, TokenPolicy);
        endpoints
            .Serve<RevocationEndpoint>(StandardRoutes.Revoke, ["POST"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, NoBearer, TokenPolicy);
        endpoints
            .Serve<IntrospectionEndpoint>(StandardRoutes.Introspect, ["POST"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, NoBearer, TokenPolicy);
        endpoints
            .Serve<KeyInfoEndpoint>(StandardRoutes.Key, ["GET", "HEAD"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, new RequireScopeAttribute(), new RateLimitPolicyAttribute("key-info"));
        MapRegistration(endpoints);
        endpoints
            .Serve<ResendEndpoint>(StandardRoutes.Verify, ["POST"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, NoBearer, VerifyPolicy);
        endpoints
            .Serve<VerifyEndpoint>(StandardRoutes.VerifyCode, ["GET", "HEAD", "POST"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, NoBearer, VerifyPolicy);
        MapMetadata<ProtectedResourceMetadataEndpoint>(
            endpoints,
            StandardRoutes.ProtectedResourceMetadata,
            "",
            (e, c) => e.HandleAsync(c)
        );
        MapMetadata<AuthorizationServerMetadataEndpoint>(
            endpoints,
            StandardRoutes.AuthorizationServerMetadata,
            issuer.Path,
            (e, c) => e.HandleAsync(c)
        );
    }

    /// <summary>Management outlives the mode: who has registered keeps the right to rotate, change and leave.</summary>
    private void MapRegistration(IEndpointRouteBuilder endpoints)
    {
        const string client = RegistrationRoutes.ClientTemplate;
        endpoints
            .Serve<RegistrationEndpoint>(
                RegistrationRoutes.Register,
                ["POST"],
                (e, c) => e.HandleAsync(c),
                () => gate.Mode != Registration.RegistrationMode.Closed
            )
            .WithMetadata(OAuth, NoBearer, MeasuredMetadata.Registration, Policy("register"));
        Manage(["GET", "HEAD"], (e, c) => e.ReadAsync(c));
        Manage(["PUT"], (e, c) => e.ReplaceAsync(c));
        Manage(["DELETE"], (e, c) => e.DeleteAsync(c));
        endpoints.MapOthers(client, ["GET", "HEAD", "PUT", "DELETE"]);
        endpoints
            .Serve<RegistrationManagementEndpoint>(
                RegistrationRoutes.SecretTemplate,
                ["POST"],
                (e, c) => e.RotateSecretAsync(c)
            )
            .WithMetadata(OAuth, NoBearer, TokenPolicy);

        void Manage(string[] methods, Func<RegistrationManagementEndpoint, HttpContext, Task> handle) =>
            endpoints
                .MapMethods(client, methods, EndpointMapping.Guard(handle))
                .WithMetadata(OAuth, NoBearer, TokenPolicy);
    }

    /// <summary>
    /// Maps a document below the base path and, for a base URL with a path, where the RFCs put it too: at the root, with the path behind it
    /// (RFC 8414 section 3.1, RFC 9728 section 3.1).
    /// </summary>
    private void MapMetadata<TEndpoint>(
        IEndpointRouteBuilder endpoints,
        string route,
        string issuerPath,
        Func<TEndpoint, HttpContext, Task> handle
    )
        where TEndpoint : notnull
    {
        foreach (var mapped in publicUrl.WellKnownRoutes(route, issuerPath))
        {
            endpoints.Serve(mapped, ["GET", "HEAD"], handle).WithMetadata(OAuth, NoBearer, Unlimited);
        }
    }

    private static RateLimitPolicyAttribute Policy(string name) => new(name) { ByAddress = true };
}
