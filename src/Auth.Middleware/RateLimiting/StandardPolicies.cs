namespace Auth.RateLimiting;

/// <summary>The policies that the library's own endpoints name, where configuration does not define them.</summary>
internal static class StandardPolicies
{
    public static void AddTo(RateLimitingOptions options)
    {
        Add(options, "register", (RateLimitingOptions.AnyTier, "10/day"));
        Add(options, "token", (RateLimitingOptions.AnyTier, "600/min"));
        Add(options, "key-info", (TierNames.Anonymous, "1/s"), (RateLimitingOptions.AnyTier, "off"));
    }

    /// <summary>Defines a policy unless it is defined.</summary>
    public static void Add(RateLimitingOptions options, string policy, params (string Tier, string Rate)[] rates) =>
        options.Policies.TryAdd(
            policy,
            rates.ToDictionary(rate => rate.Tier, rate => rate.Rate, StringComparer.OrdinalIgnoreCase)
        );
}
