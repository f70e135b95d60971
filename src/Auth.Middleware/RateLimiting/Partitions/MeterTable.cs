namespace Auth.RateLimiting;

/// <summary>A set-associative table of partitions with a fixed number of slots: no timers, no growth, nothing evicted that counts.</summary>
internal sealed class MeterTable(int capacity)
{
    private readonly MeterSet?[] _sets = new MeterSet?[Math.Max(1, capacity / MeterSet.Ways)];

    /// <summary>How many slots there are.</summary>
    public int Capacity => _sets.Length * MeterSet.Ways;

    /// <summary>How many slots are taken.</summary>
    public int Count => _sets.Sum(s => s?.Count ?? 0);

    /// <summary>Decides in the partition of <paramref name="key"/>.</summary>
    /// <returns><see langword="false"/> when there is no slot for it.</returns>
    public bool TryAcquire(PartitionKey key, WindowSet set, int cost, long now, ref RateLimitDecision decision) =>
        SetOf(key).TryAcquire(key, set, cost, now, ref decision);

    /// <summary>Reads the partition of <paramref name="key"/>.</summary>
    /// <returns><see langword="false"/> when it has none.</returns>
    public bool TryPeek(PartitionKey key, WindowSet set, long now, ref RateLimitDecision decision) =>
        SetOf(key).TryPeek(key, set, now, ref decision);

    private MeterSet SetOf(PartitionKey key)
    {
        ref var set = ref _sets[(int)(((key.High >> 32) * (ulong)_sets.Length) >> 32)];
        return Volatile.Read(ref set) ?? Create(ref set);
    }

    private static MeterSet Create(ref MeterSet? set)
    {
        var created = new MeterSet();
        return Interlocked.CompareExchange(ref set, created, null) ?? created;
    }
}
