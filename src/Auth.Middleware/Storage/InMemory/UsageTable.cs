using System.Collections.Immutable;

namespace Auth.Storage.InMemory;

/// <summary>Daily usage and last-used times by client, and the days by age.</summary>
internal sealed class UsageTable
{
    private readonly Dictionary<string, Entry> _rows = new(StringComparer.Ordinal);
    private readonly TimeIndex<string> _byDay = new(StringComparer.Ordinal);

    public ClientUsage Read(string clientId, DateOnly from) =>
        _rows.TryGetValue(clientId, out var entry)
            ? new ClientUsage(
                entry.LastUsedAt,
                [.. entry.Days.Values.Where(day => day.Day >= from)],
                entry.Secrets.ToImmutableDictionary(StringComparer.Ordinal)
            )
            : ClientUsage.None;

    /// <summary>The days of all clients from a day on.</summary>
    public IEnumerable<(string ClientId, DailyUsage Day)> From(DateOnly from) =>
        _rows.SelectMany(row => row.Value.Days.Values.Where(day => day.Day >= from).Select(day => (row.Key, day)));

    public void Add(UsageDelta delta)
    {
        var entry = EntryOf(delta.ClientId);
        entry.LastUsedAt = Later(entry.LastUsedAt, delta.LastUsedAt);
        if (!entry.Days.TryGetValue(delta.Day, out var known))
        {
            known = new DailyUsage(delta.Day, 0, 0);
            _byDay.Add(StartOf(delta.Day), delta.ClientId);
        }

        entry.Days[delta.Day] = new DailyUsage(delta.Day, known.Allowed + delta.Allowed, known.Refused + delta.Refused);
    }

    public void Add(SecretUse use)
    {
        var secrets = EntryOf(use.ClientId).Secrets;
        secrets[use.SecretId] = secrets.TryGetValue(use.SecretId, out var known)
            ? Later(known, use.LastUsedAt)
            : use.LastUsedAt;
    }

    public int RemoveBefore(DateOnly before, int batch)
    {
        var removed = 0;
        while (removed < batch && _byDay.First is var (ticks, clientId) && ticks < StartOf(before).UtcTicks)
        {
            RemoveDay(clientId, DateOnly.FromDateTime(new DateTime(ticks, DateTimeKind.Utc)));
            removed++;
        }

        return removed;
    }

    public void RemoveAll(string clientId)
    {
        if (_rows.Remove(clientId, out var entry))
        {
            foreach (var day in entry.Days.Keys)
            {
                _byDay.Remove(StartOf(day), clientId);
            }
        }
    }

    private void RemoveDay(string clientId, DateOnly day)
    {
        _rows[clientId].Days.Remove(day);
        _byDay.Remove(StartOf(day), clientId);
    }

    private Entry EntryOf(string clientId)
    {
        if (!_rows.TryGetValue(clientId, out var entry))
        {
            _rows[clientId] = entry = new Entry();
        }

        return entry;
    }

    private static DateTimeOffset Later(DateTimeOffset? known, DateTimeOffset at) => known > at ? known.Value : at;

    private static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private sealed class Entry
    {
        public DateTimeOffset? LastUsedAt { get; set; }

        public SortedDictionary<DateOnly, DailyUsage> Days { get; } = [];

        public Dictionary<string, DateTimeOffset> Secrets { get; } = new(StringComparer.Ordinal);
    }
}
