namespace Auth.RateLimiting;

/// <summary>How the limits of a plan are shared between nodes.</summary>
internal readonly record struct SharingSettings(
    RateLimitCoordination Coordination,
    CounterOutage WhenUnavailable,
    TimeSpan StoreTimeout
);
