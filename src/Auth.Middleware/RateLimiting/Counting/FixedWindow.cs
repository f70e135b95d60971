namespace Auth.RateLimiting;

/// <summary>A window that starts anew at each multiple of its period since the Unix epoch.</summary>
/// <remarks>Around such a boundary up to twice the limit passes; only for dialects that promise the time of the reset.</remarks>
internal static class FixedWindow
{
    public static void Advance<TRing>(ref TRing ring, long period, long now)
        where TRing : struct, IRing
    {
        if (now < (ring.Tick + 1) * period)
            return;

        ring.Total = 0;
        ring.Tick = now / period;
    }

    public static long Wait<TRing>(ref TRing ring, long period, long now)
        where TRing : struct, IRing => ((ring.Tick + 1) * period) - now;
}
