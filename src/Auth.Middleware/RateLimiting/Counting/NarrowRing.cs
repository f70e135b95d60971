using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Auth.RateLimiting;

/// <summary>Counters in 48 bytes, for limits up to <see cref="MaxTotal"/>.</summary>
internal struct NarrowRing : IRing
{
    public const int MaxTotal = ushort.MaxValue;

    // 48 bits of tick (446,000 years of the shortest step), 16 bits of total.
    private ulong _tickAndTotal;
    private Counts _counts;

    public long Tick
    {
        readonly get => (long)(_tickAndTotal >> 16);
        set => _tickAndTotal = ((ulong)value << 16) | (ushort)_tickAndTotal;
    }

    public int Total
    {
        readonly get => (ushort)_tickAndTotal;
        set => _tickAndTotal = (_tickAndTotal & ~0xFFFFUL) | (ushort)value;
    }

    public int this[int slot]
    {
        readonly get => _counts[slot];
        set => _counts[slot] = (ushort)value;
    }

    // No lane overflows: the total, and so every part of it, fits a lane.
    public readonly int Sum()
    {
        ReadOnlySpan<ushort> counts = _counts;
        var sum = Vector128.Sum(Vector128.Create(counts) + Vector128.Create(counts[8..]));
        return sum + counts[16] + counts[17] + counts[18] + counts[19];
    }

    public readonly uint UsedSlots()
    {
        ReadOnlySpan<ushort> counts = _counts;
        return Used(counts) | (Used(counts[8..]) << 8) | ((Used(counts[12..]) & 0xF0) << 12);
    }

    public void Clear()
    {
        _counts = default;
        Total = 0;
    }

    private static uint Used(ReadOnlySpan<ushort> eight) =>
        ~Vector128.Equals(Vector128.Create(eight), Vector128<ushort>.Zero).ExtractMostSignificantBits() & 0xFF;

    [InlineArray(SlidingWindow.SubWindows)]
    private struct Counts
    {
        private ushort _first;
    }
}
