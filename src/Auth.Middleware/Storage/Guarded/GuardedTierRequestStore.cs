namespace Auth.Storage.Guarded;

/// <summary>The registered tier-request store; nobody waits for it while it is silent.</summary>
internal sealed class GuardedTierRequestStore(ITierRequestStore inner, StoreGuard guard) : ITierRequestStore
{
    public ValueTask<bool> TryAddAsync(TierRequest request, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.TryAddAsync(request, stop), cancellationToken);

    public ValueTask<TierRequest?> FindAsync(string id, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.FindAsync(id, stop), cancellationToken);

    public ValueTask<TierRequest?> FindLatestAsync(string clientId, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.FindLatestAsync(clientId, stop), cancellationToken);

    public ValueTask<IReadOnlyList<TierRequest>> PageAsync(
        TierRequestStatus status,
        string? after,
        int limit,
        CancellationToken cancellationToken
    ) => guard.AskAsync(stop => inner.PageAsync(status, after, limit, stop), cancellationToken);

    public ValueTask<TierRequest?> TryDecideAsync(
        string id,
        TierRequestStatus status,
        string? note,
        DateTimeOffset now,
        OutboxMessage mail,
        CancellationToken cancellationToken
    ) => guard.AskAsync(stop => inner.TryDecideAsync(id, status, note, now, mail, stop), cancellationToken);
}
