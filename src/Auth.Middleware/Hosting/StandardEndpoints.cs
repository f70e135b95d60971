using Auth.Bearer;
using Auth.Dialects;
using Auth.Discovery;
using Auth.KeyInfo;
using Auth.OpenApi;
using Auth.Pipeline;
using Auth.RateLimiting;
using Auth.Registration;
using Auth.Registration.Dynamic;
using Auth.Token;
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

    public string Name => "standard";

    public IReadOnlyDictionary<string, EndpointDescription> Descriptions => StandardDescriptions.All;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        Serve<TokenEndpoint>(endpoints, StandardRoutes.Token, ["POST"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, NoBearer, Policy("token"));
        Serve<RevocationEndpoint>(endpoints, StandardRoutes.Revoke, ["POST"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, NoBearer, Policy("token"));
        Serve<IntrospectionEndpoint>(endpoints, StandardRoutes.Introspect, ["POST"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, NoBearer, Policy("token"));
        Serve<KeyInfoEndpoint>(endpoints, StandardRoutes.Key, ["GET", "HEAD"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, new RequireScopeAttribute(), new RateLimitPolicyAttribute("key-info"));
        if (gate.Mode != RegistrationMode.Closed)
        {
            MapRegistration(endpoints);
        }

        Serve<ProtectedResourceMetadataEndpoint>(
                endpoints,
                StandardRoutes.ProtectedResourceMetadata,
                ["GET", "HEAD"],
                (e, c) => e.HandleAsync(c)
            )
            .WithMetadata(OAuth, NoBearer, new DisableRateLimitAttribute());
        foreach (var route in MetadataRoutes())
        {
            Serve<AuthorizationServerMetadataEndpoint>(endpoints, route, ["GET", "HEAD"], (e, c) => e.HandleAsync(c))
                .WithMetadata(OAuth, NoBearer, new DisableRateLimitAttribute());
        }
    }

    private static void MapRegistration(IEndpointRouteBuilder endpoints)
    {
        Serve<RegistrationEndpoint>(endpoints, RegistrationRoutes.Register, ["POST"], (e, c) => e.HandleAsync(c))
            .WithMetadata(OAuth, NoBearer, Policy("register"));
        Manage("GET", (e, c) => e.ReadAsync(c));
        Manage("PUT", (e, c) => e.ReplaceAsync(c));
        Manage("DELETE", (e, c) => e.DeleteAsync(c));
        NotAllowed(endpoints, RegistrationRoutes.ClientTemplate, "GET, PUT, DELETE")
            .WithMetadata(OAuth, NoBearer, Policy("token"));
        Serve<RegistrationManagementEndpoint>(
                endpoints,
                RegistrationRoutes.SecretTemplate,
                ["POST"],
                (e, c) => e.RotateSecretAsync(c)
            )
            .WithMetadata(OAuth, NoBearer, Policy("token"));

        void Manage(string method, Func<RegistrationManagementEndpoint, HttpContext, Task> handle) =>
            endpoints
                .MapMethods(RegistrationRoutes.ClientTemplate, [method], Guard(handle))
                .WithMetadata(OAuth, NoBearer, Policy("token"));
    }

    /// <summary>The document of an issuer with a path stands at the root, with the path behind it (RFC 8414 section 3.1).</summary>
    private IEnumerable<string> MetadataRoutes()
    {
        yield return StandardRoutes.AuthorizationServerMetadata;
        if (publicUrl.Path is { Length: > 1 } path)
        {
            yield return StandardRoutes.AuthorizationServerMetadata + path;
        }
    }

    private static RateLimitPolicyAttribute Policy(string name) => new(name) { ByAddress = true };

    private static EndpointPair Serve<TEndpoint>(
        IEndpointRouteBuilder endpoints,
        string route,
        string[] methods,
        Func<TEndpoint, HttpContext, Task> handle
    )
        where TEndpoint : notnull =>
        new(
            endpoints.MapMethods(route, methods, Guard(handle)),
            NotAllowed(endpoints, route, string.Join(", ", methods))
        );

    private static RequestDelegate Guard<TEndpoint>(Func<TEndpoint, HttpContext, Task> handle)
        where TEndpoint : notnull =>
        EndpointGuard.Wrap(context => handle(context.RequestServices.GetRequiredService<TEndpoint>(), context));

    /// <summary>The answer to all other methods (RFC 9110 section 15.5.6).</summary>
    private static IEndpointConventionBuilder NotAllowed(IEndpointRouteBuilder endpoints, string route, string allow) =>
        endpoints
            .Map(
                route,
                context =>
                {
                    context.Response.Headers[HeaderNames.Allow] = allow;
                    return context
                        .RequestServices.GetRequiredService<OAuthReply>()
                        .ErrorAsync(context, OAuthErrors.MethodNotAllowed);
                }
            )
            .ExcludeFromDescription();
}

/// <summary>An endpoint and its answer to other methods.</summary>
internal readonly record struct EndpointPair(IEndpointConventionBuilder Served, IEndpointConventionBuilder Others)
{
    /// <summary>Adds metadata to both; other methods never ask for a token.</summary>
    public void WithMetadata(params object[] metadata)
    {
        Served.WithMetadata(metadata);
        Others.WithMetadata([.. metadata.Where(item => item is not RequireScopeAttribute)]);
    }
}
