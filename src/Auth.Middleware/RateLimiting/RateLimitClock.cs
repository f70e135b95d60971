namespace Auth.RateLimiting;

/// <summary>The one clock of the limiter: milliseconds since the Unix epoch that never run backwards.</summary>
/// <remarks>
/// Read from the wall once, advanced by the monotonic clock from then on: setting the system clock neither returns quota early nor locks
/// callers out, and windows aligned to the epoch need no second clock. The system's own clock is read at its coarse tick of a few
/// milliseconds, which costs a sixth; the shortest part of a window lasts 50.
/// </remarks>
internal sealed class RateLimitClock
{
    private readonly TimeProvider? _time;
    private readonly long _start;
    private readonly long _unixAtStart;

    public RateLimitClock(TimeProvider time)
    {
        _time = ReferenceEquals(time, TimeProvider.System) ? null : time;
        _start = _time?.GetTimestamp() ?? Environment.TickCount64;
        _unixAtStart = time.GetUtcNow().ToUnixTimeMilliseconds();
    }

    public long NowMs => _unixAtStart + (_time is { } time ? ElapsedMs(time) : Environment.TickCount64 - _start);

    private long ElapsedMs(TimeProvider time) => time.GetElapsedTime(_start).Ticks / TimeSpan.TicksPerMillisecond;
}
