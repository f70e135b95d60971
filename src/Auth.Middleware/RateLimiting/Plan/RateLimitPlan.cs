using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Auth.RateLimiting;

/// <summary>The limits in force: an immutable compilation of <see cref="RateLimitingOptions"/>.</summary>
/// <remarks>
/// What nobody configured is never unlimited: an unknown tier gets the windows of <c>standard</c> (of <c>anonymous</c> where standard has
/// none), an unknown policy means the default one.
/// </remarks>
internal sealed class RateLimitPlan
{
    private readonly FrozenDictionary<string, RateLimitPolicy> _policies;
    private readonly string _unknownTier;

    public RateLimitPlan(
        RateLimitPolicy defaults,
        FrozenDictionary<string, RateLimitPolicy> policies,
        int ipv6PrefixLength,
        SharingSettings sharing = default,
        LimitFields fields = LimitFields.All
    )
    {
        _policies = policies;
        Default = defaults;
        IPv6PrefixLength = ipv6PrefixLength;
        Sharing = sharing;
        Fields = fields;
        Anonymous = defaults.Anonymous ?? WindowSet.Unlimited;
        _unknownTier = defaults.For(TierNames.Standard) is { Count: > 0 } ? TierNames.Standard : TierNames.Anonymous;
    }

    /// <summary>The policy of endpoints that name none.</summary>
    public RateLimitPolicy Default { get; }

    /// <summary>The windows of anonymous callers.</summary>
    public WindowSet Anonymous { get; }

    public int IPv6PrefixLength { get; }

    /// <summary>What callers are told.</summary>
    public LimitFields Fields { get; }

    /// <summary>How nodes share the limits.</summary>
    public SharingSettings Sharing { get; }

    /// <summary>Whether an endpoint may name the policy.</summary>
    public bool HasPolicy(string name) => _policies.ContainsKey(name);

    /// <summary>The configured name of a tier, whose case does not count; <see langword="null"/> when there is none.</summary>
    public string? TierNamed(string name) => Default.NameOf(name);

    /// <summary>The windows of a tier.</summary>
    public WindowSet ForTier(string tier) => Default.For(KnownTier(tier)) ?? Anonymous;

    /// <summary>The windows of a client: those of its tier with its own limits laid over them.</summary>
    /// <remarks>A stored limit that does not parse is passed over: the tier's window stays.</remarks>
    public WindowSet ForTier(string tier, ImmutableDictionary<string, string> limits) =>
        limits.IsEmpty ? ForTier(tier) : WindowOverrides.Apply(ForTier(tier), limits);

    /// <summary>The named policy if it says anything about anonymous callers, else the default one.</summary>
    public RateLimitPolicy ForAnonymous(string? policy, out WindowSet windows)
    {
        if (policy is not null && _policies.TryGetValue(policy, out var named) && named.Anonymous is { } own)
        {
            windows = own;
            return named;
        }

        windows = Anonymous;
        return Default;
    }

    /// <summary>The named policy if it says anything about the tier; <see langword="null"/> when the client's own windows decide.</summary>
    public RateLimitPolicy? ForPolicy(string? policy, string tier, out WindowSet windows)
    {
        if (policy is not null && _policies.TryGetValue(policy, out var named) && named.For(KnownTier(tier)) is { } own)
        {
            windows = own;
            return named;
        }

        windows = WindowSet.Unlimited;
        return null;
    }

    private string KnownTier(string tier) => Default.For(tier) is not null ? tier : _unknownTier;
}
