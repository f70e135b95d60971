using Auth.Pipeline;
using Auth.RateLimiting;
using Auth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dialects.Fediverse;

/// <summary>Maps the endpoints of one dialect below its path base.</summary>
/// <param name="endpoints">Where.</param>
/// <param name="pathBase">What every path starts with: empty, or a slash and more.</param>
/// <param name="wire">The wire format of answers to other methods.</param>
/// <param name="others">Answers other methods; the methods that exist are in <see cref="AllowedMethods"/>.</param>
internal sealed class FediverseRoutes(
    IEndpointRouteBuilder endpoints,
    string pathBase,
    WireFormatMetadata wire,
    RequestDelegate others
)
{
    /// <summary>Endpoint metadata: the endpoint reads no bearer token in the middleware.</summary>
    public static readonly NoBearerMetadata NoBearer = new();

    /// <summary>Endpoint metadata: the endpoint has no limits.</summary>
    public static readonly DisableRateLimitAttribute Unlimited = new();

    /// <summary>What the routes of one answer to other methods is mapped for.</summary>
    private readonly Dictionary<string, AllowedMethods> _mapped = new(StringComparer.Ordinal);

    /// <summary>A policy that counts by address.</summary>
    public static RateLimitPolicyAttribute ByAddress(string policy) => new(policy) { ByAddress = true };

    /// <summary>Puts a rule before endpoints of the host, and lets preflights through to it.</summary>
    public static void Wrap(IEndpointConventionBuilder builder, Func<RequestDelegate, RequestDelegate> rule) =>
        builder.Finally(endpoint =>
        {
            if (endpoint.RequestDelegate is { } next)
            {
                endpoint.RequestDelegate = rule(next);
            }

            if (endpoint.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault() is { } methods)
            {
                endpoint.Metadata.Add(new HttpMethodMetadata(methods.HttpMethods, acceptCorsPreflight: true));
            }
        });

    /// <summary>Maps an endpoint.</summary>
    public void Serve<TEndpoint>(
        string route,
        string[] methods,
        Func<TEndpoint, HttpContext, Task> handle,
        CorsRule cors,
        params object[] metadata
    )
        where TEndpoint : notnull =>
        Serve(route, methods, c => handle(c.RequestServices.GetRequiredService<TEndpoint>(), c), cors, metadata);

    /// <summary>Maps what answers every path below that has no endpoint, for all methods.</summary>
    public void ServeRest(string route, RequestDelegate handle, CorsRule cors) =>
        endpoints
            .Map(pathBase + route, EndpointGuard.Wrap(handle))
            .ExcludeFromDescription()
            .WithMetadata(wire, NoBearer, Unlimited, cors);

    /// <summary>Maps an endpoint.</summary>
    public void Serve(string route, string[] methods, RequestDelegate handle, CorsRule cors, params object[] metadata)
    {
        var path = pathBase + route;
        endpoints.MapMethods(path, methods, EndpointGuard.Wrap(handle)).WithMetadata([cors, .. metadata]);
        if (_mapped.TryGetValue(path, out var allowed))
        {
            allowed.Add(methods);
            return;
        }

        _mapped[path] = allowed = new AllowedMethods();
        allowed.Add(methods);
        endpoints
            .Map(path, others)
            .ExcludeFromDescription()
            // Preflights arrive here.
            .WithMetadata(wire, NoBearer, Unlimited, cors, allowed);
    }
}

/// <summary>Endpoint metadata: the methods that a path answers.</summary>
internal sealed class AllowedMethods
{
    private readonly List<string> _methods = [];

    /// <summary>The value of <c>Allow</c>.</summary>
    public string Value => string.Join(", ", _methods);

    /// <summary>Adds methods of one more endpoint.</summary>
    public void Add(IEnumerable<string> methods) => _methods.AddRange(methods);
}
