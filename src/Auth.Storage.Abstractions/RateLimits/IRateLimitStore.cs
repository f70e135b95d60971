namespace Auth.Storage;

/// <summary>Counts requests against windows.</summary>
/// <remarks>
/// Exactness is the promise: a window of N units never admits more than N in any stretch of its period, under any concurrency. Units may
/// come back up to a twentieth of the period late, never early.
/// </remarks>
public interface IRateLimitStore
{
    /// <summary>Takes <paramref name="cost"/> units from every window, or from none.</summary>
    /// <param name="partition">Who is counted: an opaque key that names the policy too, so two policies never share a counter.</param>
    /// <param name="windows">All windows of the request; an empty list is always admitted.</param>
    /// <param name="cost">Units to take; at least 1. More than a window's limit can never be admitted.</param>
    /// <param name="now">A time that never runs backwards on this node.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<RateLimitResult> AcquireAsync(
        string partition,
        IReadOnlyList<RateLimitWindow> windows,
        int cost,
        DateTimeOffset now,
        CancellationToken cancellationToken
    );

    /// <summary>Reads the windows without taking anything.</summary>
    ValueTask<IReadOnlyList<RateLimitWindowState>> PeekAsync(
        string partition,
        IReadOnlyList<RateLimitWindow> windows,
        DateTimeOffset now,
        CancellationToken cancellationToken
    );

    /// <summary>Forgets all that a partition has used. Idempotent.</summary>
    ValueTask ResetAsync(string partition, CancellationToken cancellationToken);
}
