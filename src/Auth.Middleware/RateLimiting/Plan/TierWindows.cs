using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auth.Storage;

namespace Auth.RateLimiting;

/// <summary>What limits the clients of each tier, shared by all of them that have no limits of their own.</summary>
internal sealed class TierWindows
{
    private const int Many = 1_000;

    private readonly ConcurrentDictionary<string, ClientWindows> _shared = new(StringComparer.Ordinal);

    /// <summary>What limits a client.</summary>
    public ClientWindows Of(Client client)
    {
        var shared = OfTier(client.Tier);
        return client.Limits.IsEmpty ? shared : new ClientWindows(shared.Tier, client.Limits);
    }

    private ClientWindows OfTier(string tier)
    {
        if (_shared.TryGetValue(tier, out var known))
            return known;

        var made = new ClientWindows(tier, ImmutableDictionary<string, string>.Empty);
        // Only operators name tiers, so there are few; but there must be an end.
        return _shared.Count < Many ? _shared.GetOrAdd(tier, made) : made;
    }
}
