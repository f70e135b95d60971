namespace Auth.RateLimiting;

/// <summary>Stops asking a dependency that does not answer; one caller at a time tries again.</summary>
internal sealed class CircuitBreaker
{
    private const int Failures = 3;
    private const long PauseMs = 300;

    private int _failed;
    private long _openUntil;
    private int _isOpen;

    /// <summary>Whether callers are turned away.</summary>
    public bool IsOpen => Volatile.Read(ref _isOpen) != 0;

    /// <summary>Whether to ask now. While open, every 300 ms one caller hears yes.</summary>
    public bool MayAsk(long now)
    {
        if (!IsOpen)
        {
            return true;
        }

        var until = Volatile.Read(ref _openUntil);
        return now >= until && Interlocked.CompareExchange(ref _openUntil, now + PauseMs, until) == until;
    }

    /// <summary>Notes an answer.</summary>
    /// <returns>Whether the circuit was open until now.</returns>
    public bool Succeed()
    {
        Volatile.Write(ref _failed, 0);
        return IsOpen && Interlocked.Exchange(ref _isOpen, 0) != 0;
    }

    /// <summary>Notes that there was none.</summary>
    /// <returns>Whether this opened the circuit.</returns>
    public bool Fail(long now)
    {
        if (Interlocked.Increment(ref _failed) < Failures)
        {
            return false;
        }

        Volatile.Write(ref _openUntil, now + PauseMs);
        return Interlocked.Exchange(ref _isOpen, 1) == 0;
    }
}
