using Auth.RateLimiting;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Says how endpoints are limited.</summary>
public static class RateLimitEndpointExtensions
{
    /// <summary>Limits endpoints by a named policy instead of the windows of the caller's tier.</summary>
    /// <param name="builder">The endpoints.</param>
    /// <param name="policy">The policy, configured as <c>Auth:RateLimiting:Policies:NAME</c>.</param>
    /// <example><code>app.MapGet("/images/{id}/thumb", ...).RequireRateLimit("thumbnail");</code></example>
    public static TBuilder RequireRateLimit<TBuilder>(this TBuilder builder, string policy)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RateLimitPolicyAttribute(policy));

    /// <summary>Makes a request to these endpoints cost <paramref name="cost"/> units of every window.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="cost"/> is less than 1.</exception>
    /// <example><code>app.MapPost("/export", ...).WithRateLimitCost(10);</code></example>
    public static TBuilder WithRateLimitCost<TBuilder>(this TBuilder builder, int cost)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RateLimitCostAttribute(cost));

    /// <summary>Leaves these endpoints without limits.</summary>
    public static TBuilder DisableRateLimit<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new DisableRateLimitAttribute());
}
