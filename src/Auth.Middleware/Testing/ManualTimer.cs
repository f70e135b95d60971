namespace Auth.Testing;

/// <summary>A timer of <see cref="ManualTimeProvider"/>. One that is due at once fires at the next advance, of zero if need be.</summary>
internal sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
{
    private volatile bool _disposed;

    /// <summary>The timestamp at which it fires next; guarded by the clock.</summary>
    public long Due { get; set; }

    /// <summary>The time between firings; zero or infinite for a timer that fires once.</summary>
    public TimeSpan Period { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ThrowIfInvalid(dueTime, nameof(dueTime));
        ThrowIfInvalid(period, nameof(period));
        if (_disposed)
        {
            return false;
        }

        Period = period;
        clock.Schedule(this, dueTime);
        return true;
    }

    public void Fire()
    {
        if (!_disposed)
        {
            callback(state);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        clock.Schedule(this, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static void ThrowIfInvalid(TimeSpan value, string name)
    {
        if (value != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, name);
        }
    }
}
