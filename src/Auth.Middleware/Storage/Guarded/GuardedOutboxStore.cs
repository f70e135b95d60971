namespace Auth.Storage.Guarded;

/// <summary>The registered outbox; nobody waits for it while it is silent.</summary>
internal sealed class GuardedOutboxStore(IOutboxStore inner, StoreGuard guard) : IOutboxStore
{
    public ValueTask AddAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.AddAsync(message, stop), cancellationToken);

    public ValueTask<IReadOnlyList<OutboxMessage>> ClaimAsync(
        DateTimeOffset now,
        DateTimeOffset leaseUntil,
        int batch,
        CancellationToken cancellationToken
    ) => guard.AskAsync(stop => inner.ClaimAsync(now, leaseUntil, batch, stop), cancellationToken);

    public ValueTask<bool> RescheduleAsync(
        string id,
        DateTimeOffset dueAt,
        string? lastError,
        CancellationToken cancellationToken
    ) => guard.AskAsync(stop => inner.RescheduleAsync(id, dueAt, lastError, stop), cancellationToken);

    public ValueTask<bool> RemoveAsync(string id, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.RemoveAsync(id, stop), cancellationToken);

    public ValueTask<OutboxMessage?> FindAsync(string id, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.FindAsync(id, stop), cancellationToken);

    public ValueTask<IReadOnlyList<OutboxMessage>> PageAsync(
        OutboxMessage? after,
        int limit,
        CancellationToken cancellationToken
    ) => guard.AskAsync(stop => inner.PageAsync(after, limit, stop), cancellationToken);

    public ValueTask<int> CountAsync(CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.CountAsync(stop), cancellationToken);
}
