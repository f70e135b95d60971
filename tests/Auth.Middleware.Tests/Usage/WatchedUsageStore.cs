using Auth.Storage;

namespace Auth.Usage;

/// <summary>A usage store that fails on demand.</summary>
internal sealed class WatchedUsageStore(IUsageStore inner) : IUsageStore
{
    /// <summary>What writing throws, after it has written or instead.</summary>
    public Exception? Failure { get; set; }

    /// <summary>How many writes were tried.</summary>
    public int Writes { get; private set; }

    /// <summary>Called after each write.</summary>
    public Action Written { get; set; } = static () => { };

    public async ValueTask RecordAsync(
        IReadOnlyList<UsageDelta> usage,
        IReadOnlyList<SecretUse> secrets,
        CancellationToken cancellationToken
    )
    {
        Writes++;
        if (Failure is { } failure)
        {
            throw failure;
        }

        await inner.RecordAsync(usage, secrets, cancellationToken);
        Written();
    }

    public ValueTask<ClientUsage> ReadAsync(string clientId, DateOnly from, CancellationToken cancellationToken) =>
        inner.ReadAsync(clientId, from, cancellationToken);

    public ValueTask<IReadOnlyList<DailyUsage>> SumAsync(DateOnly from, CancellationToken cancellationToken) =>
        inner.SumAsync(from, cancellationToken);

    public ValueTask<IReadOnlyList<BusyClient>> BusiestAsync(
        DateOnly day,
        int limit,
        CancellationToken cancellationToken
    ) => inner.BusiestAsync(day, limit, cancellationToken);

    public ValueTask<int> RemoveBeforeAsync(DateOnly before, int batch, CancellationToken cancellationToken) =>
        inner.RemoveBeforeAsync(before, batch, cancellationToken);
}
