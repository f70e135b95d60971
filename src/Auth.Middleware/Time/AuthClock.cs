using Auth.RateLimiting;

namespace Auth.Time;

/// <summary>The two clocks of a request: a monotonic one for windows and caches, the wall clock for what is stored.</summary>
internal sealed class AuthClock(TimeProvider time, RateLimitClock monotonic)
{
    /// <summary>Milliseconds that never run backwards, whatever happens to the system clock.</summary>
    public long Milliseconds => monotonic.NowMs;

    /// <summary>The time of day, UTC.</summary>
    public DateTimeOffset UtcNow => time.GetUtcNow();

    /// <summary>The source of both, for timers.</summary>
    public TimeProvider Provider => time;
}
