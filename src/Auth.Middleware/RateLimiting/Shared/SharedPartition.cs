using Auth.Storage;

namespace Auth.RateLimiting;

/// <summary>One caller under one policy whose counters are shared: what this node has reserved of them, and what it was told last.</summary>
internal sealed class SharedPartition(string key)
{
    private const int LargestLot = 16_384;

    /// <summary>A lot that lasted less was too small: a busy node asks a few times a second.</summary>
    private const long ShortLotMs = 250;

    /// <summary>How long a refusal is believed: other nodes may give units back.</summary>
    private const long RefusalMs = 200;

    private SpinLatch _latch;
    private WindowSet _set = WindowSet.Unlimited;
    private SharedStanding _standing;
    private Lot _current;
    private Lot _next;
    private Lot _rest;
    private int _size = 1;
    private int _waiting;
    private int _refusedCost;
    private long _refusedUntil;
    private long _askedAt;
    private TaskCompletionSource<bool>? _asking;

    /// <summary>The partition's name in the store.</summary>
    public string Key { get; } = key;

    /// <summary>Those of its callers who need the store's own decision; with leases there are none but in a crowd.</summary>
    public ExactCallers Callers =>
        field ?? Interlocked.CompareExchange(ref field, new ExactCallers(Key), null) ?? field;

    /// <summary>When it was used last.</summary>
    public long UsedAt { get; private set; }

    /// <summary>For how long counts of it may matter.</summary>
    public long PeriodMs => _set.LongestPeriodSeconds * 1_000L;

    /// <summary>Whether it waits in the queue of partitions that hold units; kept by that queue.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Decides from what is reserved, or by a refusal that is still fresh.</summary>
    /// <param name="set">The windows that decide.</param>
    /// <param name="cost">Units to spend.</param>
    /// <param name="now">The time.</param>
    /// <param name="decision">Filled when decided.</param>
    /// <param name="isLow">Whether it is time to reserve more.</param>
    /// <returns><see langword="false"/> when the store has to be asked.</returns>
    public bool TryDecide(WindowSet set, int cost, long now, ref RateLimitDecision decision, out bool isLow)
    {
        isLow = false;
        _latch.Enter();
        try
        {
            Adopt(set);
            DropEnded(now);
            UsedAt = now;
            var isAdmitted = _current.Units >= cost;
            if (isAdmitted)
            {
                _current.Units -= cost;
                isLow = _asking is null && _size > 1 && _next.Units == 0 && _current.Units <= _size / 4;
            }
            else if (cost < _refusedCost || now >= _refusedUntil)
            {
                return false;
            }

            _standing.Fill(set, _current.Units + _next.Units, cost, isAdmitted, now, ref decision);
            return true;
        }
        finally
        {
            _latch.Exit();
        }
    }

    /// <summary>Reserves units; callers that come meanwhile wait for the same answer.</summary>
    /// <returns>Whether the store answered.</returns>
    public async Task<bool> AskAsync(SharedCounters counters, RateLimitClock clock, WindowSet set, int cost)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            return await Join(counters, clock, set, cost);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Takes units that were not spent in time, or all with <paramref name="all"/>.</summary>
    /// <returns>What to give back, and in which windows.</returns>
    public CounterDemand? TakeRest(long now, bool all, out bool holdsMore)
    {
        _latch.Enter();
        try
        {
            DropEnded(all ? long.MaxValue : now);
            holdsMore = _current.Units > 0 || _next.Units > 0;
            var rest = _rest;
            _rest = default;
            return rest.Units > 0 ? new CounterDemand(Key, _set.Shared, 0, 0, rest.Rest) : null;
        }
        finally
        {
            _latch.Exit();
        }
    }

    /// <summary>Units reserved and not spent.</summary>
    public int Reserved(long now)
    {
        _latch.Enter();
        try
        {
            DropEnded(now);
            return _current.Units + _next.Units;
        }
        finally
        {
            _latch.Exit();
        }
    }

    private Task<bool> Join(SharedCounters counters, RateLimitClock clock, WindowSet set, int cost)
    {
        TaskCompletionSource<bool> asking;
        CounterDemand demand;
        _latch.Enter();
        try
        {
            if (_asking is { } running)
            {
                return running.Task;
            }

            Adopt(set);
            _asking = asking = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var most = Math.Max(cost, Math.Max(_size, Volatile.Read(ref _waiting)));
            demand = new CounterDemand(Key, set.Shared, cost, most, _rest.Rest);
            // Given back once or not at all: twice would make room for too many.
            _rest = default;
        }
        finally
        {
            _latch.Exit();
        }

        _ = CompleteAsync(asking, counters, clock, set, demand);
        return asking.Task;
    }

    private async Task CompleteAsync(
        TaskCompletionSource<bool> asking,
        SharedCounters counters,
        RateLimitClock clock,
        WindowSet set,
        CounterDemand demand
    )
    {
        var askedAt = clock.NowMs;
        var grant = await counters.TakeAsync(demand);
        _latch.Enter();
        try
        {
            _asking = null;
            if (grant is not null && _set.IsSameAs(set))
            {
                Place(grant, demand.Least, askedAt, clock.NowMs);
            }
        }
        finally
        {
            _latch.Exit();
        }

        asking.SetResult(grant is not null);
    }

    private void Place(CounterGrant grant, int cost, long askedAt, long now)
    {
        _standing.Note(grant, now);
        if (grant.Units == 0)
        {
            (_refusedCost, _refusedUntil, _size) = (cost, now + RefusalMs, 1);
            return;
        }

        // All was spent before more came, or soon: there is demand for more.
        var isShort = grant.Units >= _size && askedAt - _askedAt < ShortLotMs;
        if (_current.Units == 0 || isShort)
        {
            _size = Math.Min(LargestLot, Math.Max(_size, grant.Units) * 2);
        }

        _askedAt = askedAt;
        _refusedUntil = 0;
        DropEnded(now);
        if (_current.Units == 0)
        {
            (_current, _next) = (_next, default);
        }

        if (_current.Units == 0)
        {
            _current = Lot.From(grant, askedAt);
        }
        else if (_next.Units == 0)
        {
            _next = Lot.From(grant, askedAt);
        }
        else
        {
            _rest = Lot.From(grant, askedAt);
        }
    }

    private void Adopt(WindowSet set)
    {
        if (!ReferenceEquals(_set, set) && !_set.IsSameAs(set))
        {
            // The limits were edited, or the client's were. What was reserved under the old ones stays counted until its window has passed.
            (_set, _current, _next, _rest, _refusedUntil) = (set, default, default, default, 0);
            _standing = new SharedStanding(set.Count);
        }
    }

    private void DropEnded(long now)
    {
        if (_current.EndsAt <= now)
        {
            Leave(ref _current);
        }

        if (_next.EndsAt <= now)
        {
            Leave(ref _next);
        }

        if (_current.Units == 0 && _next.Units > 0)
        {
            (_current, _next) = (_next, default);
        }
    }

    private void Leave(ref Lot lot)
    {
        if (lot.Units > 0)
        {
            _size = Math.Max(1, _size / 2);
            _rest = lot.Mark == _rest.Mark ? _rest with { Units = _rest.Units + lot.Units } : lot;
        }

        lot = default;
    }
}
