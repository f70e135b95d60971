namespace Auth.RateLimiting;

/// <summary>Makes a request to an endpoint cost more than one unit of every window.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RateLimitCostAttribute : Attribute
{
    /// <summary>Sets the cost.</summary>
    /// <param name="cost">Units; at least 1. More than a window's limit can never be admitted.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="cost"/> is less than 1.</exception>
    public RateLimitCostAttribute(int cost)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cost, 1);
        Cost = cost;
    }

    /// <summary>The units.</summary>
    public int Cost { get; }
}
