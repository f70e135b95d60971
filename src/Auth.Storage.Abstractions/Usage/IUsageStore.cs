namespace Auth.Storage;

/// <summary>Holds daily usage and last-used times, written in batches behind the requests.</summary>
public interface IUsageStore
{
    /// <summary>Adds a batch in one transaction. Counts are added; last-used times only move forward. Unknown clients are skipped.</summary>
    ValueTask RecordAsync(
        IReadOnlyList<UsageDelta> usage,
        IReadOnlyList<SecretUse> secrets,
        CancellationToken cancellationToken
    );

    /// <summary>Reads a client's usage from <paramref name="from"/> on.</summary>
    /// <returns>The usage; <see cref="ClientUsage.None"/> when there is none.</returns>
    ValueTask<ClientUsage> ReadAsync(string clientId, DateOnly from, CancellationToken cancellationToken);

    /// <summary>Adds up the usage of all clients from <paramref name="from"/> on.</summary>
    /// <returns>One entry a day that saw requests, oldest first.</returns>
    ValueTask<IReadOnlyList<DailyUsage>> SumAsync(DateOnly from, CancellationToken cancellationToken);

    /// <summary>Reads which clients were the busiest on one day.</summary>
    /// <returns>The clients with the most requests, served and refused, first; at most <paramref name="limit"/>.</returns>
    ValueTask<IReadOnlyList<BusyClient>> BusiestAsync(DateOnly day, int limit, CancellationToken cancellationToken);

    /// <summary>Removes days before <paramref name="before"/>, at most <paramref name="batch"/> of them.</summary>
    /// <returns>How many were removed.</returns>
    ValueTask<int> RemoveBeforeAsync(DateOnly before, int batch, CancellationToken cancellationToken);
}
