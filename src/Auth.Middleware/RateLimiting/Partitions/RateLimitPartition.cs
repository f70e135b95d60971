namespace Auth.RateLimiting;

/// <summary>Counters of one caller under one policy, with their latch.</summary>
internal sealed class RateLimitPartition
{
    private RateLimitCounters _counters;
    private SpinLatch _latch;
    private bool _retired;

    /// <summary>Decides and charges.</summary>
    /// <returns><see langword="false"/> when the partition was retired: look it up again.</returns>
    public bool TryAcquire(WindowSet set, int cost, long now, ref RateLimitDecision decision)
    {
        _latch.Enter();
        try
        {
            if (!_retired)
                _counters.Acquire(set, cost, now, ref decision);
            return !_retired;
        }
        finally
        {
            _latch.Exit();
        }
    }

    /// <summary>Reads without charging.</summary>
    public void Peek(WindowSet set, long now, ref RateLimitDecision decision)
    {
        _latch.Enter();
        try
        {
            _counters.Peek(set, now, ref decision);
        }
        finally
        {
            _latch.Exit();
        }
    }

    /// <summary>Takes the partition out of use if nothing is counted in it, or in any case with <paramref name="force"/>.</summary>
    public bool TryRetire(long now, bool force = false)
    {
        _latch.Enter();
        try
        {
            return _retired |= force || _counters.IsIdle(now);
        }
        finally
        {
            _latch.Exit();
        }
    }
}
