namespace Auth.RateLimiting;

/// <summary>How nodes that share counters agree.</summary>
public enum RateLimitCoordination
{
    /// <summary>A node reserves units for the next moments and counts them off in memory; single ones near the limit. Never admits too many.</summary>
    Leased,

    /// <summary>Every request waits for the shared counters, in one question with those of its caller that came meanwhile. The limit is used up to its last unit.</summary>
    Exact,
}

/// <summary>What becomes of requests while the shared counters do not answer.</summary>
public enum CounterOutage
{
    /// <summary>Each node admits its share: the limit divided by the number of nodes last known.</summary>
    LimitLocally,

    /// <summary>Requests are served without a limit.</summary>
    Allow,

    /// <summary>Requests are answered 503 with <c>Retry-After</c>.</summary>
    Reject,
}
