using Auth.Dialects;
using Microsoft.AspNetCore.Routing;

namespace Auth.Hosting;

/// <summary>Finds routes that two dialects claim; routing would only fail at the first request.</summary>
internal static class RouteClaims
{
    /// <summary>One sentence for each contested route.</summary>
    public static IEnumerable<string> Conflicts(EndpointDataSource endpoints) =>
        from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
        let dialect = endpoint.Metadata.GetMetadata<DialectMetadata>()?.Name
        where dialect is not null
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        group dialect by $"{method} /{endpoint.RoutePattern.RawText?.Trim('/').ToLowerInvariant()}" into route
        let dialects = route.Distinct(StringComparer.Ordinal).ToList()
        where dialects.Count > 1
        select $"{route.Key} is claimed by the dialects {string.Join(" and ", dialects)}. Mount one of them under a path base of its own.";
}
