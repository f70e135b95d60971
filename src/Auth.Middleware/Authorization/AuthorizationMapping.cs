using Auth.Bearer;
using Auth.Hosting;
using Auth.Pipeline;
using Auth.RateLimiting;
using Auth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Auth.Authorization;

/// <summary>Mounts the authorization endpoint of a profile, its page for codes to copy, and other pages.</summary>
internal static class AuthorizationMapping
{
    private static readonly WireFormatMetadata Pages = new(typeof(PageWireFormat));
    private static readonly NoBearerMetadata NoBearer = new();

    /// <summary>Maps the endpoints of a profile.</summary>
    public static void MapAuthorization(this IEndpointRouteBuilder endpoints, AuthorizationProfile profile)
    {
        endpoints.MapPage(
            profile.AuthorizePath,
            profile.RateLimitPolicy,
            EndpointMapping.Guard<AuthorizationEndpoint>((e, c) => e.AskAsync(c, profile)),
            EndpointMapping.Guard<AuthorizationEndpoint>((e, c) => e.DecideAsync(c, profile))
        );
        if (profile.NativePath is { } native)
        {
            endpoints.MapPage(
                native,
                profile.RateLimitPolicy,
                EndpointMapping.Guard<NativeCodeEndpoint>((e, c) => e.HandleAsync(c, profile))
            );
        }
    }

    /// <summary>Maps a page.</summary>
    /// <param name="endpoints">Where it is mapped.</param>
    /// <param name="route">Its path.</param>
    /// <param name="policy">Its rate-limit policy, counted by address.</param>
    /// <param name="show">Answers GET.</param>
    /// <param name="act">Answers the form on it; <see langword="null"/> for none.</param>
    public static void MapPage(
        this IEndpointRouteBuilder endpoints,
        string route,
        string policy,
        RequestDelegate show,
        RequestDelegate? act = null
    )
    {
        object[] metadata = [Pages, NoBearer, CorsRule.None, new RateLimitPolicyAttribute(policy) { ByAddress = true }];
        endpoints.MapOthersOfPage(route, act is null ? ["GET", "HEAD"] : ["GET", "HEAD", "POST"]);
        endpoints.MapMethods(route, ["GET", "HEAD"], show).WithMetadata(metadata);
        if (act is not null)
        {
            endpoints.MapMethods(route, ["POST"], act).WithMetadata(metadata);
        }
    }
}
