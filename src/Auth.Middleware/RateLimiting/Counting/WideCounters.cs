namespace Auth.RateLimiting;

/// <summary>Counters for more than two windows or for limits that do not fit the compact ones.</summary>
internal sealed class WideCounters
{
    public WideCounters(WindowSet set, WindowSet? before, ReadOnlySpan<NarrowRing> rings)
    {
        Set = set;
        Rings = new WideRing[set.Count];
        for (var i = 0; i < set.Count; i++)
        {
            if (before?.IndexOf(in set.Windows[i]) is >= 0 and var kept)
                Rings[i] = WideRing.From(in rings[kept]);
        }
    }

    public WindowSet Set { get; private set; }

    public WideRing[] Rings { get; private set; }

    public void Adopt(WindowSet set)
    {
        if (ReferenceEquals(Set, set))
            return;

        if (!Set.CountsLike(set))
        {
            var rings = new WideRing[set.Count];
            for (var i = 0; i < set.Count; i++)
            {
                if (Set.IndexOf(in set.Windows[i]) is >= 0 and var kept)
                    rings[i] = Rings[kept];
            }

            Rings = rings;
        }

        Set = set;
    }
}
