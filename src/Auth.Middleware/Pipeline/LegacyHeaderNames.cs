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
        ImmutableArray<LegacyWindowHeaders>
    > _names = new();

    /// <summary>Two names for each window, in the order of the windows; empty without a dialect.</summary>
    public ImmutableArray<LegacyWindowHeaders> For(EndpointRules endpoint, string tier, in RateLimitDecision decision)
    {
        var policy = decision.Policy.Name == RateLimitingOptions.DefaultPolicy ? null : decision.Policy.Name;
        var key = (endpoint.Wire, policy, tier, decision.Windows);
        if (_names.TryGetValue(key, out var names))
        {
            return names;
        }

        // Each edit of the limits makes new window sets; the old ones are let go of together.
        if (_names.Count >= Capacity)
        {
            _names.Clear();
        }

        return _names[key] = Compose(endpoint.Wire, policy, tier, decision.Windows);
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

/// <summary>The two headers of a window.</summary>
internal readonly record struct LegacyWindowHeaders(string Limit, string Available);
