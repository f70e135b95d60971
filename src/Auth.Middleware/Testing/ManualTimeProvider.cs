namespace Auth.Testing;

/// <summary>A clock that stands still until a test moves it. Timers fire on the thread that calls <see cref="Advance"/>.</summary>
/// <remarks>
/// While a timer's callback runs, the clock reads the time at which the timer was due, and timers fire in the order of their due times;
/// a timer that a callback starts fires in the same <see cref="Advance"/> if it is due by its end. A repeating timer that falls due more than a thousand
/// times in one step fires the last thousand: steps of years end soon.
/// </remarks>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private const int MostFires = 1_000;

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private TaskCompletionSource _scheduled = NewSignal();
    private long _elapsed;

    /// <summary>Starts at the first of January 2030, 12:00 UTC: far from every edge a test may mean.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero)) { }

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers wait for their time.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(GetTimestamp());

    /// <inheritdoc />
    public override long GetTimestamp() => Interlocked.Read(ref _elapsed);

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward and fires what falls due; zero fires what is due now.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = GetTimestamp() + by.Ticks;
        Skip(end);
        while (TakeNextDue(end) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>Moves the clock forward to a moment, which must not lie behind it.</summary>
    public void AdvanceTo(DateTimeOffset moment) => Advance(moment - GetUtcNow());

    /// <summary>
    /// Waits, in real time, until at least <paramref name="count"/> timers are active: the moment a background loop sleeps and the clock
    /// may be moved.
    /// </summary>
    /// <exception cref="TimeoutException">They did not come within <paramref name="timeout"/>, 10 seconds if none is given.</exception>
    public async Task WaitForTimersAsync(int count = 1, TimeSpan? timeout = null)
    {
        using var deadline = new CancellationTokenSource(timeout ?? TimeSpan.FromSeconds(10));
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (_timers.Count >= count)
                {
                    return;
                }

                next = _scheduled.Task;
            }

            try
            {
                await next.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException e)
            {
                throw new TimeoutException($"{ActiveTimers} timers are active, {count} were expected.", e);
            }
        }
    }

    internal void Schedule(ManualTimer timer, TimeSpan dueTime)
    {
        TaskCompletionSource signal;
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Due = _elapsed + dueTime.Ticks;
            _timers.Add(timer);
            (signal, _scheduled) = (_scheduled, NewSignal());
        }

        signal.SetResult();
    }

    /// <summary>Passes over what repeating timers would fire too often.</summary>
    private void Skip(long end)
    {
        lock (_gate)
        {
            foreach (var timer in _timers.Where(timer => timer.Period > TimeSpan.Zero))
            {
                var fires = ((end - timer.Due) / timer.Period.Ticks) + 1;
                timer.Due += Math.Max(0, fires - MostFires) * timer.Period.Ticks;
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes the earliest timer due by <paramref name="end"/> and sets the clock to its time; with none left, to the end.</summary>
    private ManualTimer? TakeNextDue(long end)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            Interlocked.Exchange(ref _elapsed, Math.Max(_elapsed, next?.Due ?? end));
            if (next is null)
            {
                return null;
            }

            if (next.Period > TimeSpan.Zero)
            {
                next.Due += next.Period.Ticks;
            }
            else
            {
                _timers.Remove(next);
            }

            return next;
        }
    }
}
