namespace Auth.Storage.Guarded;

/// <summary>The registered usage store; nobody waits for it while it is silent.</summary>
internal sealed class GuardedUsageStore(IUsageStore inner, StoreGuard guard) : IUsageStore
{
    public ValueTask RecordAsync(
        IReadOnlyList<UsageDelta> usage,
        IReadOnlyList<SecretUse> secrets,
        CancellationToken cancellationToken
    ) => guard.AskAsync(stop => inner.RecordAsync(usage, secrets, stop), cancellationToken);

    public ValueTask<ClientUsage> ReadAsync(string clientId, DateOnly from, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.ReadAsync(clientId, from, stop), cancellationToken);

    public ValueTask<IReadOnlyList<DailyUsage>> SumAsync(DateOnly from, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.SumAsync(from, stop), cancellationToken);

    public ValueTask<IReadOnlyList<BusyClient>> BusiestAsync(
        DateOnly day,
        int limit,
        CancellationToken cancellationToken
    ) => guard.AskAsync(stop => inner.BusiestAsync(day, limit, stop), cancellationToken);

    public ValueTask<int> RemoveBeforeAsync(DateOnly before, int batch, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.RemoveBeforeAsync(before, batch, stop), cancellationToken);
}
