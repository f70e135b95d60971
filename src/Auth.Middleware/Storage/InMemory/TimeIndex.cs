namespace Auth.Storage.InMemory;

/// <summary>Keys in the order of a time, so that what is due or old is found without looking at the rest.</summary>
/// <param name="keys">Orders keys of one time; only has to be total.</param>
internal sealed class TimeIndex<TKey>(IComparer<TKey> keys)
    where TKey : notnull
{
    private readonly SortedSet<(long Ticks, TKey Key)> _entries = new(new EntryComparer(keys));

    /// <summary>The oldest entry, or <see langword="null"/>.</summary>
    public (long Ticks, TKey Key)? First => _entries.Count == 0 ? null : _entries.Min;

    public void Add(DateTimeOffset at, TKey key) => _entries.Add((at.UtcTicks, key));

    public void Remove(DateTimeOffset at, TKey key) => _entries.Remove((at.UtcTicks, key));

    /// <summary>The first keys whose time is <paramref name="until"/> or earlier, oldest first.</summary>
    public List<TKey> UpTo(DateTimeOffset until, int count) =>
        [.. _entries.TakeWhile(entry => entry.Ticks <= until.UtcTicks).Take(count).Select(entry => entry.Key)];

    /// <summary>The keys behind <paramref name="last"/>, oldest first; all when it is <see langword="null"/>.</summary>
    public List<TKey> After((DateTimeOffset At, TKey Key)? last, int count)
    {
        var entries = last is { } from
            ? _entries
                .GetViewBetween((from.At.UtcTicks, from.Key), (long.MaxValue, default!))
                .Where(e => !Same(e, from))
            : _entries;
        return [.. entries.Take(count).Select(entry => entry.Key)];
    }

    /// <summary>The keys before <paramref name="last"/>, newest first; all when it is <see langword="null"/>.</summary>
    public List<TKey> Before((DateTimeOffset At, TKey Key)? last, int count)
    {
        var entries = last is { } from
            ? _entries
                .GetViewBetween((long.MinValue, default!), (from.At.UtcTicks, from.Key))
                .Reverse()
                .Where(e => !Same(e, from))
            : _entries.Reverse();
        return [.. entries.Take(count).Select(entry => entry.Key)];
    }

    private bool Same((long Ticks, TKey Key) entry, (DateTimeOffset At, TKey Key) other) =>
        entry.Ticks == other.At.UtcTicks && keys.Compare(entry.Key, other.Key) == 0;

    private sealed class EntryComparer(IComparer<TKey> keys) : IComparer<(long Ticks, TKey Key)>
    {
        public int Compare((long Ticks, TKey Key) x, (long Ticks, TKey Key) y) =>
            x.Ticks != y.Ticks ? x.Ticks.CompareTo(y.Ticks) : keys.Compare(x.Key, y.Key);
    }
}
