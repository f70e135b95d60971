using System.Numerics;

namespace Auth.RateLimiting;

/// <summary>A window that never admits more than its limit in any stretch of its period.</summary>
/// <remarks>
/// Counted in twenty closed sub-windows and the current one. Sub-window <c>k</c> leaves when its latest possible instant is a whole period
/// old, at <c>(k + 21) * step</c>: units come back up to a twentieth of the period late, never early.
/// </remarks>
internal static class SlidingWindow
{
    public const int SubWindows = 20;

    private const uint AllSlots = (1u << SubWindows) - 1;

    /// <summary>Brings the ring to <paramref name="now"/>. A time before the current sub-window, from a slower thread, changes nothing.</summary>
    public static void Advance<TRing>(ref TRing ring, long step, long now)
        where TRing : struct, IRing
    {
        if (now < (ring.Tick + 1) * step)
            return;

        var tick = now / step;
        var steps = tick - ring.Tick;
        if (ring.Total != 0)
        {
            if (steps > SubWindows)
                ring.Clear();
            else
                Rotate(ref ring, (int)steps);
        }

        ring.Tick = tick;
    }

    /// <summary>Milliseconds until <paramref name="units"/> have come back; of at most as many as were used.</summary>
    public static long Wait<TRing>(ref TRing ring, long step, long units, long now)
        where TRing : struct, IRing
    {
        // The sub-window n slots after the current one's slot is the n-th oldest; it leaves n steps after the next step begins.
        var slot = (int)(ring.Tick % SubWindows);
        var used = ring.UsedSlots();
        used = ((used >> slot) | (used << (SubWindows - slot))) & AllSlots;
        var oldest = used == 0 ? SubWindows : BitOperations.TrailingZeroCount(used);
        for (var back = 0L; oldest < SubWindows; oldest++)
        {
            back += ring[(slot + oldest) % SubWindows];
            if (back >= units)
                break;
        }

        return ((ring.Tick + 1 + oldest) * step) - now;
    }

    private static void Rotate<TRing>(ref TRing ring, int steps)
        where TRing : struct, IRing
    {
        var total = ring.Total;
        var closing = total - ring.Sum();
        var slot = (int)(ring.Tick % SubWindows);
        for (var i = 0; i < steps; i++)
        {
            total -= ring[slot];
            ring[slot] = closing;
            closing = 0;
            slot = slot == SubWindows - 1 ? 0 : slot + 1;
        }

        ring.Total = total;
    }
}
