using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
        ReadOnlySpan<int> counts = _counts;
        var sum = Vector128<int>.Zero;
        for (var slot = 0; slot < SlidingWindow.SubWindows; slot += Vector128<int>.Count)
            sum += Vector128.Create(counts[slot..]);
        return Vector128.Sum(sum);
    }

    public readonly uint UsedSlots()
    {
        ReadOnlySpan<int> counts = _counts;
        var empty = 0u;
        for (var slot = 0; slot < SlidingWindow.SubWindows; slot += Vector128<int>.Count)
        {
            var four = Vector128.Equals(Vector128.Create(counts[slot..]), Vector128<int>.Zero);
            empty |= four.ExtractMostSignificantBits() << slot;
        }

        return ~empty & ((1u << SlidingWindow.SubWindows) - 1);
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
