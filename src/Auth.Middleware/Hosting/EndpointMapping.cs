using Auth.Bearer;
using Auth.Pipeline;
using Auth.RateLimiting;
using Auth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Auth.Hosting;

/// <summary>Maps the library's own endpoints: for their methods, and the answer to all others.</summary>
internal static class EndpointMapping
{
    private static readonly WireFormatMetadata OAuth = new(typeof(OAuthWireFormat));
    private static readonly NoBearerMetadata NoBearer = new();
    private static readonly DisableRateLimitAttribute Unlimited = new();

    /// <summary>Maps an endpoint for its methods, and the answer to all others.</summary>
    /// <returns>The endpoint itself.</returns>
    public static IEndpointConventionBuilder Serve<TEndpoint>(
        this IEndpointRouteBuilder endpoints,
        string route,
        string[] methods,
        Func<TEndpoint, HttpContext, Task> handle,
        Func<bool>? isThere = null
    )
        where TEndpoint : notnull
    {
        endpoints.MapOthers(route, methods, isThere);
        return endpoints.MapMethods(route, methods, OnlyIf(isThere, Guard(handle, endpoints.ServiceProvider)));
    }

    /// <summary>A request that the endpoint's own instance answers.</summary>
    public static RequestDelegate Guard<TEndpoint>(Func<TEndpoint, HttpContext, Task> handle)
        where TEndpoint : notnull =>
        EndpointGuard.Wrap(context => handle(context.RequestServices.GetRequiredService<TEndpoint>(), context));

    /// <summary>The same, with one instance for all requests.</summary>
    private static RequestDelegate Guard<TEndpoint>(
        Func<TEndpoint, HttpContext, Task> handle,
        IServiceProvider services
    )
        where TEndpoint : notnull =>
        EndpointGuard.Wrap(context => handle(services.GetRequiredService<TEndpoint>(), context), services);

    /// <summary>OPTIONS says what is allowed (RFC 9110 section 9.3.7), every other method is refused (section 15.5.6). Neither costs a limit.</summary>
    /// <param name="endpoints">Where the endpoint is mapped.</param>
    /// <param name="route">Its path.</param>
    /// <param name="methods">The methods that it has.</param>
    /// <param name="isThere">Whether it is there now; <see langword="null"/> for always.</param>
    /// <param name="refuse">Writes the refusal; <see langword="null"/> for an OAuth error.</param>
    public static void MapOthers(
        this IEndpointRouteBuilder endpoints,
        string route,
        string[] methods,
        Func<bool>? isThere = null,
        RequestDelegate? refuse = null
    )
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

                        return (refuse ?? RefuseAsync)(context);
                    }
                )
            )
            .ExcludeFromDescription()
            .WithMetadata(OAuth, NoBearer, Unlimited);
    }

    /// <summary>The same for a page. No link and no form asks this way, so nobody reads the answer: it is empty.</summary>
    public static void MapOthersOfPage(this IEndpointRouteBuilder endpoints, string route, string[] methods) =>
        endpoints.MapOthers(
            route,
            methods,
            refuse: context =>
            {
                context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                context.Response.Headers[HeaderNames.CacheControl] = "no-store";
                return Task.CompletedTask;
            }
        );

    private static Task RefuseAsync(HttpContext context) =>
        context.RequestServices.GetRequiredService<OAuthReply>().ErrorAsync(context, OAuthErrors.MethodNotAllowed);

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
