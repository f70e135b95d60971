namespace Auth.RateLimiting;

/// <summary>Decides over all windows of a request: all admit and are charged, or none is.</summary>
internal static class WindowDecision
{
    /// <summary>Decides and, with <paramref name="take"/>, charges. The caller holds the partition's latch.</summary>
    public static void Decide<TRing>(
        Span<TRing> rings,
        WindowSet set,
        int cost,
        long now,
        bool take,
        ref RateLimitDecision decision
    )
        where TRing : struct, IRing
    {
        var windows = set.Windows;
        var admitted = true;
        for (var i = 0; i < windows.Length; i++)
        {
            ref readonly var window = ref windows[i];
            Advance(ref rings[i], in window, now);
            admitted &= (long)rings[i].Total + cost <= window.Limit;
        }

        decision.IsAdmitted = admitted;
        decision.RetryAfterSeconds = 0;
        for (var i = 0; i < windows.Length; i++)
        {
            ref readonly var window = ref windows[i];
            ref var ring = ref rings[i];
            if (admitted && take)
            {
                ring.Total += cost;
                if (decision.Fields == LimitFields.None)
                    continue;
            }

            var refuses = !admitted && (long)ring.Total + cost > window.Limit;
            var reset = Reset(ref ring, in window, refuses ? cost : 1, now);
            decision[i] = new RateLimitReading(ring.Total, Math.Max(0, window.Limit - ring.Total), reset);
            if (refuses)
                Delay(ref decision, cost > window.Limit ? set.LongestPeriodSeconds : reset);
        }
    }

    public static void Advance<TRing>(ref TRing ring, in RateWindow window, long now)
        where TRing : struct, IRing
    {
        if (window.IsFixed)
            FixedWindow.Advance(ref ring, window.StepMs, now);
        else
            SlidingWindow.Advance(ref ring, window.StepMs, now);
    }

    private static int Reset<TRing>(ref TRing ring, in RateWindow window, int cost, long now)
        where TRing : struct, IRing
    {
        if (cost > window.Limit)
            return window.PeriodSeconds;
        if (ring.Total == 0)
            return 0;

        var wait = window.IsFixed
            ? FixedWindow.Wait(ref ring, window.StepMs, now)
            : SlidingWindow.Wait(ref ring, window.StepMs, Math.Max(1L, (long)ring.Total + cost - window.Limit), now);
        return (int)((wait + 999) / 1_000);
    }

    private static void Delay(ref RateLimitDecision decision, int seconds) =>
        decision.RetryAfterSeconds = Math.Max(decision.RetryAfterSeconds, seconds);
}
