namespace Auth.RateLimiting;

/// <summary>Limits an endpoint by a named policy instead of the windows of the caller's tier.</summary>
/// <param name="policy">The policy, a key of <see cref="RateLimitingOptions.Policies"/>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RateLimitPolicyAttribute(string policy) : Attribute
{
    /// <summary>The policy's name.</summary>
    public string Policy { get; } = policy;

    /// <summary>Whether all callers of one address are counted together, also those with a token.</summary>
    /// <value>The default is <see langword="false"/>: clients are counted by themselves.</value>
    public bool ByAddress { get; init; }
}
