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
internal sealed class StandardEndpoints(PublicUrl publicUrl, RegistrationGate gate) : IDialect
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
        Serve<TokenEndpoint>(endpoints, StandardRoutes.Token, ["POST"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, NoBearer, MeasuredMetadata.Token, TokenPolicy);
        Serve<RevocationEndpoint>(endpoints, StandardRoutes.Revoke, ["POST"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, NoBearer, TokenPolicy);
        Serve<IntrospectionEndpoint>(endpoints, StandardRoutes.Introspect, ["POST"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, NoBearer, TokenPolicy);
        Serve<KeyInfoEndpoint>(endpoints, StandardRoutes.Key, ["GET", "HEAD"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, new RequireScopeAttribute(), new RateLimitPolicyAttribute("key-info"));
        MapRegistration(endpoints);
        Serve<ResendEndpoint>(endpoints, StandardRoutes.Verify, ["POST"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, NoBearer, VerifyPolicy);
        Serve<VerifyEndpoint>(endpoints, StandardRoutes.VerifyCode, ["GET", "HEAD", "POST"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, NoBearer, VerifyPolicy);
        MapMetadata<ProtectedResourceMetadataEndpoint>(
            endpoints,
            StandardRoutes.ProtectedResourceMetadata,
            (e, c) => e.HandleAsync(c)
        );
        MapMetadata<AuthorizationServerMetadataEndpoint>(
            endpoints,
            StandardRoutes.AuthorizationServerMetadata,
            (e, c) => e.HandleAsync(c)
        );
    }

    /// <summary>Management outlives the mode: who has registered keeps the right to rotate, change and leave.</summary>
    private void MapRegistration(IEndpointRouteBuilder endpoints)
    {
        const string client = RegistrationRoutes.ClientTemplate;
        Serve<RegistrationEndpoint>(
                endpoints,
                RegistrationRoutes.Register,
                ["POST"],
                (e, c) => e.HandleAsync(c),
                () => gate.Mode != Registration.RegistrationMode.Closed
            )
            .WithMetadata(OAuth, NoBearer, MeasuredMetadata.Registration, Policy("register"));
        Manage(["GET", "HEAD"], (e, c) => e.ReadAsync(c));
        Manage(["PUT"], (e, c) => e.ReplaceAsync(c));
        Manage(["DELETE"], (e, c) => e.DeleteAsync(c));
        MapOthers(endpoints, client, ["GET", "HEAD", "PUT", "DELETE"], isThere: null);
        Serve<RegistrationManagementEndpoint>(
                endpoints,
                RegistrationRoutes.SecretTemplate,
                ["POST"],
                (e, c) => e.RotateSecretAsync(c)
            )
            .WithMetadata(OAuth, NoBearer, TokenPolicy);

        void Manage(string[] methods, Func<RegistrationManagementEndpoint, HttpContext, Task> handle) =>
            endpoints.MapMethods(client, methods, Guard(handle)).WithMetadata(OAuth, NoBearer, TokenPolicy);
    }

    /// <summary>
    /// Maps a document below the base path and, for a base URL with a path, where the RFCs put it too: at the root, with the path behind it
    /// (RFC 8414 section 3.1, RFC 9728 section 3.1).
    /// </summary>
    private void MapMetadata<TEndpoint>(
        IEndpointRouteBuilder endpoints,
        string route,
        Func<TEndpoint, HttpContext, Task> handle
    )
        where TEndpoint : notnull
    {
        var path = Uri.UnescapeDataString(publicUrl.Path)
            .Replace("{", "{{", StringComparison.Ordinal)
            .Replace("}", "}}", StringComparison.Ordinal);
        foreach (var mapped in new[] { route, route + path }.Distinct(StringComparer.Ordinal))
        {
            Serve(endpoints, mapped, ["GET", "HEAD"], handle).WithMetadata(OAuth, NoBearer, Unlimited);
        }
    }

    private static RateLimitPolicyAttribute Policy(string name) => new(name) { ByAddress = true };

    /// <summary>Maps an endpoint for its methods, and the answer to all others.</summary>
    /// <returns>The endpoint itself.</returns>
    private static IEndpointConventionBuilder Serve<TEndpoint>(
        IEndpointRouteBuilder endpoints,
        string route,
        string[] methods,
        Func<TEndpoint, HttpContext, Task> handle,
        Func<bool>? isThere = null
    )
        where TEndpoint : notnull
    {
        MapOthers(endpoints, route, methods, isThere);
        return endpoints.MapMethods(route, methods, OnlyIf(isThere, Guard(handle)));
    }

    private static RequestDelegate Guard<TEndpoint>(Func<TEndpoint, HttpContext, Task> handle)
        where TEndpoint : notnull =>
        EndpointGuard.Wrap(context => handle(context.RequestServices.GetRequiredService<TEndpoint>(), context));

    /// <summary>OPTIONS says what is allowed (RFC 9110 section 9.3.7), every other method is refused (section 15.5.6). Neither costs a limit.</summary>
    private static void MapOthers(IEndpointRouteBuilder endpoints, string route, string[] methods, Func<bool>? isThere)
    {
        var allow = string.Join(", ", methods.Append("OPTIONS"));
        endpoints
            .Map(
                route,
                OnlyIf(
                    isThere,
                    context =>
                    {
                        context.Response.Headers[HeaderNames.Allow] = allow;
                        if (HttpMethods.IsOptions(context.Request.Method))
                        {
                            context.Response.StatusCode = StatusCodes.Status204NoContent;
                            return Task.CompletedTask;
                        }

                        return context
                            .RequestServices.GetRequiredService<OAuthReply>()
                            .ErrorAsync(context, OAuthErrors.MethodNotAllowed);
                    }
                )
            )
            .ExcludeFromDescription()
            .WithMetadata(OAuth, NoBearer, Unlimited);
    }

    /// <summary>The mode of registration may change while the host runs; a closed endpoint is one that is not there.</summary>
    private static RequestDelegate OnlyIf(Func<bool>? isThere, RequestDelegate handle) =>
        isThere is null
            ? handle
            : context =>
            {
                if (isThere())
                {
                    return handle(context);
                }

                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            };
}
