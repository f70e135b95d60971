using Auth.Storage;

namespace Auth.RateLimiting;

/// <summary>Everything counted for one client on this node: its windows under each policy and its unreported usage.</summary>
/// <remarks>Sessions keep it. It works on when swept from its table meanwhile: the next decision brings it back, or finds its successor.</remarks>
internal sealed class ClientMeter(string clientId, ClientMeters table)
{
    private RateLimitCounters _default;
    private PolicyCounters[] _policies = [];
    private PendingUsage _usage;
    private SpinLatch _latch;
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
        bool mustQueue;
        _latch.Enter();
        try
        {
            mustQueue = CountUsage(allowed, refused, now);
        }
        finally
        {
            _latch.Exit();
        }

        if (mustQueue)
            table.Enqueue(this);
    }

    /// <summary>Takes back usage that could not be stored.</summary>
    /// <returns><see langword="false"/> when it belongs to an earlier day than what is counted now.</returns>
    public bool TryRestore(UsageDelta usage)
    {
        var lastUsedMs = usage.LastUsedAt.ToUnixTimeMilliseconds();
        bool mustQueue;
        _latch.Enter();
        try
        {
            if (_usage.IsLaterThan(lastUsedMs))
                return false;
            mustQueue = CountUsage(usage.Allowed, usage.Refused, lastUsedMs);
        }
        finally
        {
            _latch.Exit();
        }

        if (mustQueue)
            table.Enqueue(this);
        return true;
    }

    /// <summary>Takes the usage since the last call.</summary>
    public UsageDelta? TakeUsage()
    {
        _latch.Enter();
        try
        {
            return _usage.Take(ClientId);
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
        bool mustQueue;
        _latch.Enter();
        try
        {
            if (_isRetired)
                return false;

            CountersOf(decision.Policy).Acquire(decision.Windows, cost, now, ref decision);
            mustQueue = decision.IsRefused ? CountUsage(0, 1, now) : CountUsage(1, 0, now);
        }
        finally
        {
            _latch.Exit();
        }

        if (mustQueue)
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
        if (_usage.EndDay(ClientId, now) is { } day)
            table.Enqueue(day);
        return _usage.Add(allowed, refused, now);
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

    private struct PolicyCounters
    {
        public ulong Salt;
        public RateLimitCounters Counters;
    }
}
