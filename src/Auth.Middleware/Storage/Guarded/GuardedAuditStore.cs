namespace Auth.Storage.Guarded;

/// <summary>The registered audit store; nobody waits for it while it is silent.</summary>
internal sealed class GuardedAuditStore(IAuditStore inner, StoreGuard guard) : IAuditStore
{
    public ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.AppendAsync(entries, stop), cancellationToken);

    public ValueTask<IReadOnlyList<AuditEntry>> PageAsync(AuditQuery query, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.PageAsync(query, stop), cancellationToken);

    public ValueTask<long> CountAsync(string kind, DateTimeOffset from, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.CountAsync(kind, from, stop), cancellationToken);

    public ValueTask<int> RemoveBeforeAsync(DateTimeOffset before, int batch, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.RemoveBeforeAsync(before, batch, stop), cancellationToken);
}
