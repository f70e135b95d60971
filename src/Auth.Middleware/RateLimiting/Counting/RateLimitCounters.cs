using System.Runtime.CompilerServices;

namespace Auth.RateLimiting;

/// <summary>The counters of one partition: two compact windows in place, or any number of wide ones beside it.</summary>
/// <remarks>
/// Plain data: whoever owns it serialises access. It remembers which windows it counted, so after a reload every window that still has its
/// name, period and algorithm keeps its counts, whatever its limit.
/// </remarks>
internal struct RateLimitCounters
{
    public const int NarrowWindows = 2;

    // The WindowSet of the compact rings, or the WideCounters.
    private object? _counted;
    private NarrowRings _narrow;

    /// <summary>Decides about a request and charges it when admitted.</summary>
    public void Acquire(WindowSet set, int cost, long now, ref RateLimitDecision decision) =>
        Decide(set, cost, now, take: true, ref decision);

    /// <summary>Reads the windows as a request of one unit would find them.</summary>
    public void Peek(WindowSet set, long now, ref RateLimitDecision decision) =>
        Decide(set, 1, now, take: false, ref decision);

    /// <summary>Whether every window is empty, so that forgetting the counters changes nothing.</summary>
    public bool IsIdle(long now) =>
        _counted switch
        {
            WindowSet set => IsIdle<NarrowRing>(_narrow, set, now),
            WideCounters wide => IsIdle<WideRing>(wide.Rings, wide.Set, now),
            _ => true,
        };

    private void Decide(WindowSet set, int cost, long now, bool take, ref RateLimitDecision decision)
    {
        // Without windows the counts rest until a later plan has some again.
        if (set.Count == 0)
            return;

        if (ReferenceEquals(_counted, set) || Adopt(set))
            WindowDecision.Decide<NarrowRing>(_narrow, set, cost, now, take, ref decision);
        else
            WindowDecision.Decide<WideRing>(((WideCounters)_counted!).Rings, set, cost, now, take, ref decision);
    }

    /// <summary>Makes the counters fit <paramref name="set"/>.</summary>
    /// <returns>Whether they are the compact ones. Wide counters stay wide: they may hold more than fits.</returns>
    private bool Adopt(WindowSet set)
    {
        if (_counted is WideCounters wide)
        {
            wide.Adopt(set);
            return false;
        }

        var before = (WindowSet?)_counted;
        if (!set.IsNarrow)
        {
            _counted = new WideCounters(set, before, _narrow);
            return false;
        }

        if (before is not null && !before.CountsLike(set))
        {
            var rings = _narrow;
            _narrow = default;
            for (var i = 0; i < set.Count; i++)
            {
                if (before.IndexOf(in set.Windows[i]) is >= 0 and var kept)
                    _narrow[i] = rings[kept];
            }
        }

        _counted = set;
        return true;
    }

    private static bool IsIdle<TRing>(Span<TRing> rings, WindowSet set, long now)
        where TRing : struct, IRing
    {
        for (var i = 0; i < set.Count; i++)
        {
            WindowDecision.Advance(ref rings[i], in set.Windows[i], now);
            if (rings[i].Total != 0)
                return false;
        }

        return true;
    }

    [InlineArray(NarrowWindows)]
    private struct NarrowRings
    {
        private NarrowRing _first;
    }
}
