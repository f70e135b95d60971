using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Auth.Hashing;

namespace Auth.RateLimiting;

/// <summary>The callers whose shared counters this node has used, in bounded memory.</summary>
/// <remarks>
/// Each address that is counted makes a key in the store too. Beyond the capacity an address therefore shares the key of its neighbourhood,
/// at eight times the limits, as it does in memory.
/// </remarks>
internal sealed class SharedPartitions(SharedCounters counters, int capacity)
{
    private const long ClientIdleMs = 900_000;

    private readonly SipHash _hash = SipHash.WithRandomKey();
    private readonly ConcurrentDictionary<PartitionKey, SharedPartition> _clients = new();
    private readonly ConcurrentDictionary<PartitionKey, SharedPartition> _addresses = new();
    private readonly ConcurrentQueue<SharedPartition> _holding = new();
    private int _addressCount;

    /// <summary>The partition of a client under a policy.</summary>
    public SharedPartition OfClient(string clientId, RateLimitPolicy policy)
    {
        var id = MemoryMarshal.AsBytes(clientId.AsSpan());
        Span<byte> data = id.Length <= 256 ? stackalloc byte[8 + id.Length] : new byte[8 + id.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(data, policy.Salt);
        id.CopyTo(data[8..]);
        var key = PartitionKey.Of(_hash, data);
        return _clients.TryGetValue(key, out var known)
            ? known
            : _clients.GetOrAdd(key, New($"client {clientId}", policy));
    }

    /// <summary>The partition of an address under a policy, and the windows it is held to there.</summary>
    public SharedPartition OfAddress(AddressPartition caller, RateLimitPolicy policy, ref WindowSet windows)
    {
        var key = caller.Key(_hash, policy);
        if (_addresses.TryGetValue(key, out var known))
        {
            return known;
        }

        if (Volatile.Read(ref _addressCount) < capacity)
        {
            return Add(key, caller, policy);
        }

        windows = windows.ForNeighbourhood;
        var neighbourhood = caller.Neighbourhood;
        key = neighbourhood.Key(_hash, policy);
        if (_addresses.TryGetValue(key, out known) || Volatile.Read(ref _addressCount) < capacity + (capacity / 8))
        {
            return known ?? Add(key, neighbourhood, policy);
        }

        windows = windows.ForOverflow;
        return Add(default(AddressPartition).Key(_hash, policy), default, policy);
    }

    /// <summary>Notes that a partition holds units, so that those not spent go back.</summary>
    public void Hold(SharedPartition partition)
    {
        if (!partition.IsQueued)
        {
            partition.IsQueued = true;
            _holding.Enqueue(partition);
        }
    }

    /// <summary>Gives back what was not spent in time; everything with <paramref name="all"/>.</summary>
    public async Task GiveBackAsync(long now, bool all)
    {
        for (var left = _holding.Count; left > 0 && _holding.TryDequeue(out var partition); left--)
        {
            partition.IsQueued = false;
            var rest = partition.TakeRest(now, all, out var holdsMore);
            if (holdsMore)
            {
                Hold(partition);
            }

            if (rest is not null)
            {
                await counters.TakeAsync(rest);
            }
        }
    }

    /// <summary>Forgets callers of whom nothing is counted any more.</summary>
    public void Sweep(long now)
    {
        foreach (var pair in _clients)
        {
            if (now - pair.Value.UsedAt > ClientIdleMs)
            {
                _clients.TryRemove(pair);
            }
        }

        foreach (var pair in _addresses)
        {
            if (now - pair.Value.UsedAt > pair.Value.PeriodMs && _addresses.TryRemove(pair))
            {
                Interlocked.Decrement(ref _addressCount);
            }
        }
    }

    private SharedPartition Add(PartitionKey key, AddressPartition caller, RateLimitPolicy policy)
    {
        var added = New($"address {caller}", policy);
        var winner = _addresses.GetOrAdd(key, added);
        if (ReferenceEquals(winner, added))
        {
            Interlocked.Increment(ref _addressCount);
        }

        return winner;
    }

    private SharedPartition New(string who, RateLimitPolicy policy) =>
        new(counters.PartitionOf($"{policy.Name.ToLowerInvariant()} {who}"));
}
