using Auth.RateLimiting;
using Auth.Telemetry;

namespace Auth.Storage.Observed;

/// <summary>The registered store of counters; its calls are timed, unless they are calls of the shared counters, which time themselves.</summary>
internal sealed class MeasuredRateLimitStore(IRateLimitStore inner, AuthMetrics metrics) : IRateLimitStore
{
    public async ValueTask<RateLimitResult> AcquireAsync(
        string partition,
        IReadOnlyList<RateLimitWindow> windows,
        int cost,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var since = metrics.Now;
        try
        {
            return await inner.AcquireAsync(partition, windows, cost, now, cancellationToken);
        }
        finally
        {
            Count(since);
        }
    }

    public async ValueTask<IReadOnlyList<RateLimitWindowState>> PeekAsync(
        string partition,
        IReadOnlyList<RateLimitWindow> windows,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var since = metrics.Now;
        try
        {
            return await inner.PeekAsync(partition, windows, now, cancellationToken);
        }
        finally
        {
            Count(since);
        }
    }

    public ValueTask ResetAsync(string partition, CancellationToken cancellationToken) =>
        inner.ResetAsync(partition, cancellationToken);

    private void Count(long since)
    {
        if (inner is not SharedRateLimitStore)
        {
            metrics.Counted(since);
        }
    }
}
