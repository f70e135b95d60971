using System.Collections.Concurrent;
using System.Collections.Frozen;
using Auth.Storage;

namespace Auth.RateLimiting;

/// <summary>Counts on this node with the same engine as the request path.</summary>
internal sealed class InMemoryRateLimitStore : IRateLimitStore
{
    private const int SmallestSweep = 1_024;

    private static readonly RateLimitPolicy Unnamed = new(
        RateLimitingOptions.DefaultPolicy,
        isShadow: false,
        FrozenDictionary<string, WindowSet>.Empty
    );

    private readonly ConcurrentDictionary<string, Entry> _partitions = new(StringComparer.Ordinal);
    private int _sweepAbove = SmallestSweep;

    /// <inheritdoc/>
    public ValueTask<RateLimitResult> AcquireAsync(
        string partition,
        IReadOnlyList<RateLimitWindow> windows,
        int cost,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cost, 1);
        cancellationToken.ThrowIfCancellationRequested();
        var nowMs = Milliseconds(now);
        while (true)
        {
            var entry = GetOrAdd(partition, nowMs);
            RateLimitDecision.Begin(Unnamed, entry.SetOf(windows), LimitFields.All, out var decision);
            if (!entry.Partition.TryAcquire(decision.Windows, cost, nowMs, ref decision))
                continue;

            var retryAfter = TimeSpan.FromSeconds(decision.RetryAfterSeconds);
            return new(new RateLimitResult(decision.IsAdmitted, States(windows, in decision), retryAfter));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RateLimitWindowState>> PeekAsync(
        string partition,
        IReadOnlyList<RateLimitWindow> windows,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var entry = _partitions.GetValueOrDefault(partition) ?? new Entry();
        RateLimitDecision.Begin(Unnamed, entry.SetOf(windows), LimitFields.All, out var decision);
        entry.Partition.Peek(decision.Windows, Milliseconds(now), ref decision);
        return new(States(windows, in decision));
    }

    /// <inheritdoc/>
    public ValueTask ResetAsync(string partition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_partitions.TryRemove(partition, out var entry))
            entry.Partition.TryRetire(0, force: true);
        return default;
    }

    private Entry GetOrAdd(string partition, long now)
    {
        if (_partitions.TryGetValue(partition, out var known))
            return known;

        // Each sweep is paid for by as many new partitions as it looks at.
        if (_partitions.Count > _sweepAbove)
        {
            foreach (var pair in _partitions)
            {
                if (pair.Value.Partition.TryRetire(now))
                    _partitions.TryRemove(pair);
            }

            _sweepAbove = Math.Max(SmallestSweep, 2 * _partitions.Count);
        }

        return _partitions.GetOrAdd(partition, static _ => new Entry());
    }

    private static RateLimitWindowState[] States(IReadOnlyList<RateLimitWindow> windows, in RateLimitDecision decision)
    {
        var states = new RateLimitWindowState[windows.Count];
        for (var i = 0; i < states.Length; i++)
        {
            var name = windows[i].Name;
            var at = 0;
            while (!string.Equals(decision.Windows.Windows[at].Name, name, StringComparison.Ordinal))
                at++;
            var reading = decision[at];
            states[i] = new(name, windows[i].Limit, reading.Remaining, TimeSpan.FromSeconds(reading.ResetSeconds));
        }

        return states;
    }

    // From year 1, so that no time is negative. These windows slide, so the origin does not matter.
    private static long Milliseconds(DateTimeOffset now) => now.UtcTicks / TimeSpan.TicksPerMillisecond;

    private sealed class Entry
    {
        private WindowSet _set = WindowSet.Unlimited;

        public RateLimitPartition Partition { get; } = new();

        public WindowSet SetOf(IReadOnlyList<RateLimitWindow> windows)
        {
            var set = _set;
            if (!IsFor(set, windows))
                _set = set = new WindowSet(windows.Select(ToWindow));
            return set;
        }

        private static bool IsFor(WindowSet set, IReadOnlyList<RateLimitWindow> windows)
        {
            for (var i = 0; i < windows.Count; i++)
            {
                var window = ToWindow(windows[i]);
                if (set.IndexOf(in window) is not (>= 0 and var at) || set.Windows[at].Limit != window.Limit)
                    return false;
            }

            return set.Count == windows.Count;
        }

        private static RateWindow ToWindow(RateLimitWindow window) =>
            new(window.Name, new RateLimit(window.Limit, (int)window.Period.TotalSeconds, isFixed: false, ""));
    }
}
