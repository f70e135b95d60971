namespace Auth.RateLimiting;

/// <summary>Leaves an endpoint without limits, such as a health check.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class DisableRateLimitAttribute : Attribute;
