using System.Runtime.CompilerServices;

namespace Auth.RateLimiting;

/// <summary>Counters in 96 bytes, for any limit.</summary>
internal struct WideRing : IRing
{
    private Counts _counts;

    public long Tick { readonly get; set; }

    public int Total { readonly get; set; }

    public int this[int slot]
    {
        readonly get => _counts[slot];
        set => _counts[slot] = value;
    }

    public static WideRing From(in NarrowRing narrow)
    {
        var wide = new WideRing { Tick = narrow.Tick, Total = narrow.Total };
        for (var slot = 0; slot < SlidingWindow.SubWindows; slot++)
            wide[slot] = narrow[slot];
        return wide;
    }

    public readonly int Sum()
    {
        var sum = 0;
        foreach (var count in _counts)
            sum += count;
        return sum;
    }

    public readonly uint UsedSlots()
    {
        var used = 0u;
        for (var slot = 0; slot < SlidingWindow.SubWindows; slot++)
            used |= (_counts[slot] != 0 ? 1u : 0u) << slot;
        return used;
    }

    public void Clear()
    {
        _counts = default;
        Total = 0;
    }

    [InlineArray(SlidingWindow.SubWindows)]
    private struct Counts
    {
        private int _first;
    }
}
