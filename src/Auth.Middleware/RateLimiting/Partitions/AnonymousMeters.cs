using System.Collections.Concurrent;
using System.Net;
using Auth.Hashing;

namespace Auth.RateLimiting;

/// <summary>Counts anonymous callers by address, in bounded memory whatever they send.</summary>
/// <remarks>
/// An address that finds no slot shares one with its neighbourhood at eight times the limits, and where there is none either, one partition
/// with everybody else at thirty-two times. There is no way to "no limit", and no way to evict a counter that still counts something.
/// </remarks>
internal sealed class AnonymousMeters(int capacity)
{
    private readonly SipHash _hash = SipHash.WithRandomKey();
    private readonly MeterTable _addresses = new(capacity);
    private readonly MeterTable _neighbourhoods = new(Math.Max(64, capacity / 8));
    private readonly ConcurrentDictionary<ulong, RateLimitPartition> _overflow = new();

    /// <summary>The addresses counted one by one.</summary>
    public int Count => _addresses.Count;

    /// <summary>The most addresses and neighbourhoods that can be counted.</summary>
    public int Capacity => _addresses.Capacity + _neighbourhoods.Capacity;

    /// <summary>Decides about a request from an address and charges it when admitted.</summary>
    public void Acquire(IPAddress? address, int ipv6PrefixLength, int cost, long now, ref RateLimitDecision decision)
    {
        var windows = decision.Windows;
        if (windows.Count == 0)
            return;

        var policy = decision.Policy;
        var caller = AddressPartition.From(address, ipv6PrefixLength);
        if (_addresses.TryAcquire(caller.Key(_hash, policy), windows, cost, now, ref decision))
            return;

        // Sharing does not raise what one request may cost.
        if (cost > windows.SmallestLimit)
        {
            default(RateLimitCounters).Acquire(windows, cost, now, ref decision);
            return;
        }

        var neighbourhood = caller.Neighbourhood.Key(_hash, policy);
        if (!_neighbourhoods.TryAcquire(neighbourhood, windows.ForNeighbourhood, cost, now, ref decision))
        {
            var overflow = _overflow.GetOrAdd(policy.Salt, static _ => new RateLimitPartition());
            overflow.TryAcquire(windows.ForOverflow, cost, now, ref decision);
        }

        ShowOwnLimits(ref decision);
    }

    /// <summary>Reads where an address stands without charging anything.</summary>
    public void Peek(IPAddress? address, int ipv6PrefixLength, long now, ref RateLimitDecision decision)
    {
        var (windows, policy) = (decision.Windows, decision.Policy);
        var caller = AddressPartition.From(address, ipv6PrefixLength);
        if (_addresses.TryPeek(caller.Key(_hash, policy), windows, now, ref decision))
            return;

        if (
            _neighbourhoods.TryPeek(
                caller.Neighbourhood.Key(_hash, policy),
                windows.ForNeighbourhood,
                now,
                ref decision
            )
        )
        {
            ShowOwnLimits(ref decision);
            return;
        }

        var unused = default(RateLimitCounters);
        unused.Peek(windows, now, ref decision);
    }

    // The caller is told its own limits: the policy header stays the same, and nobody learns that he may take a neighbour's share.
    internal static void ShowOwnLimits(ref RateLimitDecision decision)
    {
        var windows = decision.Windows.Windows;
        for (var i = 0; i < windows.Length; i++)
        {
            var shared = decision[i];
            var remaining = Math.Min(shared.Remaining, windows[i].Limit);
            decision[i] = new RateLimitReading(windows[i].Limit - remaining, remaining, shared.ResetSeconds);
        }
    }
}
