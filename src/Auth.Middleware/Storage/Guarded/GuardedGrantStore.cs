namespace Auth.Storage.Guarded;

/// <summary>The registered grant store; nobody waits for it while it is silent.</summary>
internal sealed class GuardedGrantStore(IGrantStore inner, StoreGuard guard) : IGrantStore
{
    public ValueTask AddAsync(Grant grant, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.AddAsync(grant, stop), cancellationToken);

    public ValueTask<Grant?> FindAsync(TokenHash hash, string kind, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.FindAsync(hash, kind, stop), cancellationToken);

    public ValueTask<TakeGrantOutcome> TakeAsync(
        TokenHash hash,
        string kind,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => guard.AskAsync(stop => inner.TakeAsync(hash, kind, now, stop), cancellationToken);

    public ValueTask<TakeGrantOutcome> RedeemAsync(
        TokenHash hash,
        string kind,
        DateTimeOffset now,
        AccessToken token,
        Grant? successor,
        CancellationToken cancellationToken
    ) => guard.AskAsync(stop => inner.RedeemAsync(hash, kind, now, token, successor, stop), cancellationToken);

    public ValueTask<IReadOnlyList<Grant>> ListAsync(
        string subject,
        string kind,
        DateTimeOffset now,
        int limit,
        CancellationToken cancellationToken
    ) => guard.AskAsync(stop => inner.ListAsync(subject, kind, now, limit, stop), cancellationToken);

    public ValueTask<int> RemoveByAuthorizationAsync(string authorizationId, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.RemoveByAuthorizationAsync(authorizationId, stop), cancellationToken);

    public ValueTask<int> RemoveBySubjectAsync(string subject, string clientId, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.RemoveBySubjectAsync(subject, clientId, stop), cancellationToken);

    public ValueTask<int> RemoveAllAsync(string clientId, string kind, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.RemoveAllAsync(clientId, kind, stop), cancellationToken);

    public ValueTask<int> RemoveExpiredAsync(DateTimeOffset before, int batch, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.RemoveExpiredAsync(before, batch, stop), cancellationToken);
}
