using Auth.Hosting;
using Auth.Pages.Assets;
using Auth.Pipeline;
using Auth.RateLimiting;
using Auth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Auth.Pages.Shell;

/// <summary>Mounts an area of pages: its refusals are pages too, and scripts of other origins get nothing.</summary>
internal static class PageMapping
{
    /// <summary>Makes the group of an area and mounts the files that its pages load.</summary>
    /// <typeparam name="TWireFormat">Words the refusals of the area.</typeparam>
    /// <param name="endpoints">Where to mount.</param>
    /// <param name="prefix">The path in front of all pages.</param>
    /// <param name="mount">Is told the path when routes are built, with the prefixes of the groups around it.</param>
    public static RouteGroupBuilder MapPages<TWireFormat>(
        this IEndpointRouteBuilder endpoints,
        string prefix,
        PageMount mount
    )
        where TWireFormat : ShellWireFormat
    {
        var group = endpoints.MapGroup(prefix);
        group
            .WithMetadata(new WireFormatMetadata(typeof(TWireFormat)), new NoBearerMetadata(), CorsRule.None)
            .ExcludeFromDescription();
        group
            .MapMethods(PageAssetEndpoint.Route, ["GET", "HEAD"], (RequestDelegate)PageAssetEndpoint.HandleAsync)
            .WithMetadata(new DisableRateLimitAttribute())
            .Add(builder =>
                mount.MountAt(((RouteEndpointBuilder)builder).RoutePattern.RawText![..^PageAssetEndpoint.Route.Length])
            );
        return group;
    }

    /// <summary>Maps a page: what shows it and, where it has forms, what they do.</summary>
    /// <typeparam name="TEndpoint">Answers.</typeparam>
    /// <param name="group">The group of its area.</param>
    /// <param name="route">Its path.</param>
    /// <param name="policy">Its rate-limit policy, counted by address; <see langword="null"/> for none.</param>
    /// <param name="show">Answers GET; <see langword="null"/> for a form that has no page of its own.</param>
    /// <param name="act">Answers POST; <see langword="null"/> for a page without forms.</param>
    /// <param name="actPolicy">The policy of POST where it has another one.</param>
    public static void MapPage<TEndpoint>(
        this RouteGroupBuilder group,
        string route,
        string? policy,
        Func<TEndpoint, HttpContext, Task>? show,
        Func<TEndpoint, HttpContext, Task>? act = null,
        string? actPolicy = null
    )
        where TEndpoint : notnull
    {
        string[] read = show is null ? [] : ["GET", "HEAD"];
        string[] write = act is null ? [] : ["POST"];
        group.MapOthersOfPage(route, [.. read, .. write]);
        if (show is not null)
        {
            Limit(group.MapMethods(route, read, EndpointMapping.Guard(show)), policy);
        }

        if (act is not null)
        {
            Limit(group.MapMethods(route, write, EndpointMapping.Guard(act)), actPolicy ?? policy);
        }
    }

    private static void Limit(IEndpointConventionBuilder endpoint, string? policy) =>
        endpoint.WithMetadata(
            policy is null ? new DisableRateLimitAttribute() : new RateLimitPolicyAttribute(policy) { ByAddress = true }
        );
}
