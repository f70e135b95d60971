using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auth.RateLimiting;
using Auth.Wire;

namespace Auth.Pipeline;

/// <summary>Composes the names of a dialect's limit headers once for each of its window sets, policies and tiers.</summary>
internal sealed class LegacyHeaderNames
{
    private const int Capacity = 1_024;

    private readonly ConcurrentDictionary<
        (WireFormat Wire, string? Policy, string Tier, WindowSet Windows),
        LegacyHeaderSet
    > _names = new();

    /// <summary>Two names for each window, in the order of the windows; empty without a dialect.</summary>
    public ImmutableArray<LegacyWindowHeaders> For(EndpointRules endpoint, string tier, in RateLimitDecision decision)
    {
        // Most endpoints are called by one tier most of the time.
        var latest = endpoint.LatestLegacyHeaders;
        if (latest is null || !latest.IsFor(tier, in decision))
        {
            endpoint.LatestLegacyHeaders = latest = Find(endpoint.Wire, tier, in decision);
        }

        return latest.Names;
    }

    private LegacyHeaderSet Find(WireFormat wire, string tier, in RateLimitDecision decision)
    {
        var name = decision.Policy.Name;
        var policy = name == RateLimitingOptions.DefaultPolicy ? null : name;
        var key = (wire, policy, tier, decision.Windows);
        if (_names.TryGetValue(key, out var known) && ReferenceEquals(known.Policy, decision.Policy))
        {
            return known;
        }

        // Each edit of the limits makes new window sets; the old ones are let go of together.
        if (_names.Count >= Capacity)
        {
            _names.Clear();
        }

        return _names[key] = new LegacyHeaderSet(
            decision.Policy,
            tier,
            decision.Windows,
            Compose(wire, policy, tier, decision.Windows)
        );
    }

    private static ImmutableArray<LegacyWindowHeaders> Compose(
        WireFormat wire,
        string? policy,
        string tier,
        WindowSet windows
    )
    {
        var names = ImmutableArray.CreateBuilder<LegacyWindowHeaders>();
        foreach (ref readonly var window in windows.Windows)
        {
            if (wire.LegacyWindowName(policy, tier, window.Name) is { } suffix)
            {
                names.Add(new LegacyWindowHeaders($"X-RateLimit-Limit-{suffix}", $"X-RateLimit-Available-{suffix}"));
            }
        }

        return names.ToImmutable();
    }
}

/// <summary>The headers of the callers of one tier under one policy.</summary>
internal sealed record LegacyHeaderSet(
    RateLimitPolicy Policy,
    string Tier,
    WindowSet Windows,
    ImmutableArray<LegacyWindowHeaders> Names
)
{
    /// <summary>Whether a decision about a caller of a tier is told with these names.</summary>
    public bool IsFor(string tier, in RateLimitDecision decision) =>
        ReferenceEquals(Windows, decision.Windows)
        && ReferenceEquals(Policy, decision.Policy)
        && string.Equals(Tier, tier, StringComparison.Ordinal);
}

/// <summary>The two headers of a window.</summary>
internal readonly record struct LegacyWindowHeaders(string Limit, string Available);
