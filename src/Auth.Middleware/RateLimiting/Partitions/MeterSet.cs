using System.Runtime.CompilerServices;

namespace Auth.RateLimiting;

/// <summary>Eight partitions under one latch: the keys together in two cache lines, then the counters.</summary>
internal sealed class MeterSet
{
    public const int Ways = 8;

    private SpinLatch _latch;
    private Keys _keys;
    private AllCounters _counters;

    /// <summary>How many ways are taken.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var key in _keys)
                count += key == PartitionKey.None ? 0 : 1;
            return count;
        }
    }

    /// <summary>Decides in the partition of <paramref name="key"/>, made if there is room.</summary>
    /// <returns><see langword="false"/> when every way holds somebody else's counts.</returns>
    public bool TryAcquire(PartitionKey key, WindowSet set, int cost, long now, ref RateLimitDecision decision)
    {
        _latch.Enter();
        try
        {
            var way = Find(key);
            if (way < 0 && (way = Claim(key, now)) < 0)
                return false;

            _counters[way].Acquire(set, cost, now, ref decision);
            return true;
        }
        finally
        {
            _latch.Exit();
        }
    }

    /// <summary>Reads the partition of <paramref name="key"/> without making one.</summary>
    /// <returns><see langword="false"/> when there is none.</returns>
    public bool TryPeek(PartitionKey key, WindowSet set, long now, ref RateLimitDecision decision)
    {
        _latch.Enter();
        try
        {
            var way = Find(key);
            if (way < 0)
                return false;

            _counters[way].Peek(set, now, ref decision);
            return true;
        }
        finally
        {
            _latch.Exit();
        }
    }

    private int Find(PartitionKey key)
    {
        for (var way = 0; way < Ways; way++)
        {
            if (_keys[way] == key)
                return way;
        }

        return -1;
    }

    // Only an empty partition may go: otherwise a flood of addresses would wash away the counter that blocks its author.
    private int Claim(PartitionKey key, long now)
    {
        var way = Find(PartitionKey.None);
        for (var i = 0; way < 0 && i < Ways; i++)
        {
            if (_counters[i].IsIdle(now))
                way = i;
        }

        if (way >= 0)
        {
            _keys[way] = key;
            _counters[way] = default;
        }

        return way;
    }

    [InlineArray(Ways)]
    private struct Keys
    {
        private PartitionKey _first;
    }

    [InlineArray(Ways)]
    private struct AllCounters
    {
        private RateLimitCounters _first;
    }
}
