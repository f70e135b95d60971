namespace Auth.RateLimiting;

/// <summary>The one clock of the limiter: milliseconds since the Unix epoch that never run backwards.</summary>
/// <remarks>
/// Read from the wall once, advanced by the monotonic clock from then on: setting the system clock neither returns quota early nor locks
/// callers out, and windows aligned to the epoch need no second clock.
/// </remarks>
internal sealed class RateLimitClock(TimeProvider time)
{
    private readonly long _unixAtStart = time.GetUtcNow().ToUnixTimeMilliseconds();
    private readonly long _start = time.GetTimestamp();

    public long NowMs => _unixAtStart + (time.GetElapsedTime(_start).Ticks / TimeSpan.TicksPerMillisecond);
}
