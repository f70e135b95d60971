using Auth.Resources;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Says which resource endpoints belong to.</summary>
public static class ResourceEndpointExtensions
{
    /// <summary>Refuses tokens that were issued for other resources than this one (RFC 8707).</summary>
    /// <param name="builder">The endpoints.</param>
    /// <param name="identifier">An absolute URI without a fragment; the default of endpoints is the public base URL.</param>
    /// <example><code>app.MapGroup("/orders").WithResource("https://api.example.com/orders").RequireScope("orders:read");</code></example>
    public static TBuilder WithResource<TBuilder>(this TBuilder builder, string identifier)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new ResourceAttribute(identifier));
}
