using Auth.Storage;

namespace Auth.RateLimiting;

/// <summary>Everything counted for one client on this node: its windows under each policy and its unreported usage.</summary>
/// <remarks>Sessions keep it. It works on when swept from its table meanwhile: the next decision brings it back, or finds its successor.</remarks>
internal sealed class ClientMeter(string clientId, ClientMeters table)
{
    private RateLimitCounters _default;
    private PolicyCounters[] _policies = [];
    private long _lastUsedMs;
    private long _allowed;
    private long _refused;
    private SpinLatch _latch;
    private bool _isDirty;
    private bool _isRetired;

    public string ClientId { get; } = clientId;

    /// <summary>Decides about a request, charges it when admitted and counts it as usage.</summary>
    public void Acquire(int cost, long now, ref RateLimitDecision decision)
    {
        var meter = this;
        while (!meter.TryAcquire(cost, now, ref decision))
            meter = meter.Live();
    }

    /// <summary>Reads the windows without charging or counting.</summary>
    public void Peek(long now, ref RateLimitDecision decision) => Live().PeekHere(now, ref decision);

    /// <summary>Counts a request that other limits decided about, such as one of an unverified client.</summary>
    public void Count(long allowed, long refused, long now)
    {
        bool becameDirty;
        _latch.Enter();
        try
        {
            becameDirty = CountUsage(allowed, refused, now);
        }
        finally
        {
            _latch.Exit();
        }

        if (becameDirty)
            table.Enqueue(this);
    }

    /// <summary>Takes back usage that could not be stored.</summary>
    /// <returns><see langword="false"/> when it belongs to an earlier day than what is counted now.</returns>
    public bool TryRestore(UsageDelta usage)
    {
        var lastUsedMs = usage.LastUsedAt.ToUnixTimeMilliseconds();
        bool becameDirty;
        _latch.Enter();
        try
        {
            if (DayOf(lastUsedMs) < DayOf(_lastUsedMs))
                return false;
            becameDirty = CountUsage(usage.Allowed, usage.Refused, lastUsedMs);
        }
        finally
        {
            _latch.Exit();
        }

        if (becameDirty)
            table.Enqueue(this);
        return true;
    }

    /// <summary>Takes the usage since the last call.</summary>
    public UsageDelta? TakeUsage()
    {
        _latch.Enter();
        try
        {
            _isDirty = false;
            return Close();
        }
        finally
        {
            _latch.Exit();
        }
    }

    /// <summary>Takes the meter out of its table if nothing is counted in it.</summary>
    public bool TryRetire(long now)
    {
        _latch.Enter();
        try
        {
            if (_isRetired || !IsIdle(now))
                return false;

            _isRetired = true;
            table.Remove(this);
            return true;
        }
        finally
        {
            _latch.Exit();
        }
    }

    private bool TryAcquire(int cost, long now, ref RateLimitDecision decision)
    {
        bool becameDirty;
        _latch.Enter();
        try
        {
            if (_isRetired)
                return false;

            CountersOf(decision.Policy).Acquire(decision.Windows, cost, now, ref decision);
            becameDirty = decision.IsRefused ? CountUsage(0, 1, now) : CountUsage(1, 0, now);
        }
        finally
        {
            _latch.Exit();
        }

        if (becameDirty)
            table.Enqueue(this);
        return true;
    }

    private void PeekHere(long now, ref RateLimitDecision decision)
    {
        _latch.Enter();
        try
        {
            CountersOf(decision.Policy).Peek(decision.Windows, now, ref decision);
        }
        finally
        {
            _latch.Exit();
        }
    }

    private ClientMeter Live()
    {
        _latch.Enter();
        try
        {
            var live = _isRetired ? table.GetOrAdd(this) : this;
            _isRetired = !ReferenceEquals(live, this);
            return live;
        }
        finally
        {
            _latch.Exit();
        }
    }

    private bool CountUsage(long allowed, long refused, long now)
    {
        if (DayOf(now) > DayOf(_lastUsedMs) && Close() is { } yesterday)
            table.Enqueue(yesterday);

        _allowed += allowed;
        _refused += refused;
        _lastUsedMs = Math.Max(_lastUsedMs, now);
        return !_isDirty && (_isDirty = true);
    }

    private UsageDelta? Close()
    {
        if ((_allowed | _refused) == 0)
            return null;

        var lastUsed = DateTimeOffset.FromUnixTimeMilliseconds(_lastUsedMs);
        var usage = new UsageDelta(ClientId, DateOnly.FromDateTime(lastUsed.UtcDateTime), _allowed, _refused, lastUsed);
        _allowed = _refused = 0;
        return usage;
    }

    private bool IsIdle(long now)
    {
        var idle = _default.IsIdle(now);
        foreach (ref var policy in _policies.AsSpan())
            idle = idle && policy.Counters.IsIdle(now);
        return idle;
    }

    private ref RateLimitCounters CountersOf(RateLimitPolicy policy)
    {
        if (string.Equals(policy.Name, RateLimitingOptions.DefaultPolicy, StringComparison.OrdinalIgnoreCase))
            return ref _default;

        foreach (ref var known in _policies.AsSpan())
        {
            if (known.Salt == policy.Salt)
                return ref known.Counters;
        }

        Array.Resize(ref _policies, _policies.Length + 1);
        ref var added = ref _policies[^1];
        added.Salt = policy.Salt;
        return ref added.Counters;
    }

    private static long DayOf(long now) => now / 86_400_000;

    private struct PolicyCounters
    {
        public ulong Salt;
        public RateLimitCounters Counters;
    }
}
