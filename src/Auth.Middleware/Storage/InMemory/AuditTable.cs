namespace Auth.Storage.InMemory;

/// <summary>The entries of the audit log by time. The oldest make room: memory is not a place for a history.</summary>
internal sealed class AuditTable
{
    /// <summary>How many entries are kept at the most, about 200 bytes each.</summary>
    public const int Capacity = 50_000;

    private readonly Dictionary<string, AuditEntry> _rows = new(StringComparer.Ordinal);
    private readonly TimeIndex<string> _byTime = new(StringComparer.Ordinal);

    /// <summary>The entries that a query asks for, newest first.</summary>
    public List<AuditEntry> Page(AuditQuery query) =>
        [
            .. _byTime
                .Before(query.After is { } after ? (after.At, after.Id) : null, int.MaxValue)
                .Select(id => _rows[id])
                .Where(entry => Matches(query, entry))
                .Take(query.Limit),
        ];

    /// <summary>Adds an entry unless it is there.</summary>
    public void Add(AuditEntry entry)
    {
        if (_rows.TryAdd(entry.Id, entry))
        {
            _byTime.Add(entry.At, entry.Id);
            if (_rows.Count > Capacity)
            {
                RemoveFirst();
            }
        }
    }

    public int RemoveBefore(DateTimeOffset before, int batch)
    {
        var removed = 0;
        while (removed < batch && _byTime.First is var (ticks, _) && ticks < before.UtcTicks)
        {
            RemoveFirst();
            removed++;
        }

        return removed;
    }

    private void RemoveFirst()
    {
        var (_, id) = _byTime.First!.Value;
        _rows.Remove(id, out var entry);
        _byTime.Remove(entry!.At, id);
    }

    private static bool Matches(AuditQuery query, AuditEntry entry) =>
        (query.ClientId is null || string.Equals(query.ClientId, entry.ClientId, StringComparison.Ordinal))
        && (query.Kind is null || string.Equals(query.Kind, entry.Kind, StringComparison.Ordinal))
        && (query.Actor is null || string.Equals(query.Actor, entry.Actor, StringComparison.Ordinal))
        && (query.From is null || entry.At >= query.From)
        && (query.To is null || entry.At < query.To);
}
