namespace Auth.Storage.Guarded;

/// <summary>The registered token store; nobody waits for it while it is silent.</summary>
internal sealed class GuardedTokenStore(ITokenStore inner, StoreGuard guard) : ITokenStore
{
    public ValueTask AddAsync(AccessToken token, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.AddAsync(token, stop), cancellationToken);

    public ValueTask<TokenLookup?> FindAsync(TokenHash hash, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.FindAsync(hash, stop), cancellationToken);

    public ValueTask<bool> RevokeAsync(TokenHash hash, string clientId, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.RevokeAsync(hash, clientId, stop), cancellationToken);

    public ValueTask<int> RevokeAllAsync(string clientId, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.RevokeAllAsync(clientId, stop), cancellationToken);

    public ValueTask<int> TrimAsync(string clientId, string? subject, int keep, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.TrimAsync(clientId, subject, keep, stop), cancellationToken);

    public ValueTask<IReadOnlyList<TokenLookup>> ListAsync(
        string subject,
        DateTimeOffset now,
        int limit,
        CancellationToken cancellationToken
    ) => guard.AskAsync(stop => inner.ListAsync(subject, now, limit, stop), cancellationToken);

    public ValueTask<int> RevokeByAuthorizationAsync(
        string authorizationId,
        string clientId,
        CancellationToken cancellationToken
    ) => guard.AskAsync(stop => inner.RevokeByAuthorizationAsync(authorizationId, clientId, stop), cancellationToken);

    public ValueTask<int> RevokeBySubjectAsync(string subject, string clientId, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.RevokeBySubjectAsync(subject, clientId, stop), cancellationToken);

    public ValueTask<int> CountLiveAsync(string clientId, DateTimeOffset now, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.CountLiveAsync(clientId, now, stop), cancellationToken);

    public ValueTask<int> RemoveExpiredAsync(DateTimeOffset before, int batch, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.RemoveExpiredAsync(before, batch, stop), cancellationToken);
}
