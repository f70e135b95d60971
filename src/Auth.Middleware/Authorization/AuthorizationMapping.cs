using Auth.Bearer;
using Auth.Hosting;
using Auth.RateLimiting;
using Auth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Auth.Authorization;

/// <summary>Mounts the authorization endpoint of a profile, and its page for codes to copy.</summary>
internal static class AuthorizationMapping
{
    private static readonly WireFormatMetadata Pages = new(typeof(PageWireFormat));
    private static readonly NoBearerMetadata NoBearer = new();

    /// <summary>Maps the endpoints of a profile.</summary>
    public static void MapAuthorization(this IEndpointRouteBuilder endpoints, AuthorizationProfile profile)
    {
        var policy = new RateLimitPolicyAttribute(profile.RateLimitPolicy) { ByAddress = true };
        endpoints.MapOthers(profile.AuthorizePath, ["GET", "HEAD", "POST"]);
        Map(
            profile.AuthorizePath,
            ["GET", "HEAD"],
            EndpointMapping.Guard<AuthorizationEndpoint>((e, c) => e.AskAsync(c, profile))
        );
        Map(
            profile.AuthorizePath,
            ["POST"],
            EndpointMapping.Guard<AuthorizationEndpoint>((e, c) => e.DecideAsync(c, profile))
        );
        if (profile.NativePath is { } native)
        {
            endpoints.MapOthers(native, ["GET", "HEAD"]);
            Map(
                native,
                ["GET", "HEAD"],
                EndpointMapping.Guard<NativeCodeEndpoint>((e, c) => e.HandleAsync(c, profile))
            );
        }

        void Map(string route, string[] methods, RequestDelegate handle) =>
            endpoints.MapMethods(route, methods, handle).WithMetadata(Pages, NoBearer, policy);
    }
}
