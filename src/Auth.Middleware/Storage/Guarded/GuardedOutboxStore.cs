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

    public ValueTask RescheduleAsync(string id, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.RescheduleAsync(id, dueAt, stop), cancellationToken);

    public ValueTask RemoveAsync(string id, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.RemoveAsync(id, stop), cancellationToken);

    public ValueTask<int> CountAsync(CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.CountAsync(stop), cancellationToken);
}
