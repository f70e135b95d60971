using System.Collections.Concurrent;

namespace Auth.Maintenance;

/// <summary>What clean-up has done on this node since it started.</summary>
internal sealed class MaintenanceReport
{
    private readonly ConcurrentDictionary<string, long> _removed = new(StringComparer.Ordinal);
    private long _lastRunTicks;
    private volatile bool _isFailing;

    /// <summary>When the last run ended well; <see langword="null"/> before the first.</summary>
    public DateTimeOffset? LastRunAt =>
        Volatile.Read(ref _lastRunTicks) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Whether the last run failed.</summary>
    public bool IsFailing => _isFailing;

    /// <summary>How many rows of each kind were removed.</summary>
    public IReadOnlyDictionary<string, long> RemovedByKind => _removed;

    public void Removed(string kind, int count) => _removed.AddOrUpdate(kind, count, (_, known) => known + count);

    public void Ran(DateTimeOffset at)
    {
        Volatile.Write(ref _lastRunTicks, at.UtcTicks);
        _isFailing = false;
    }

    public void Failed() => _isFailing = true;
}
