namespace Auth.Storage.Guarded;

/// <summary>The registered key store; nobody waits for it while it is silent.</summary>
internal sealed class GuardedAccessKeyStore(IAccessKeyStore inner, StoreGuard guard) : IAccessKeyStore
{
    public ValueTask AddAsync(AccessKey key, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.AddAsync(key, stop), cancellationToken);

    public ValueTask<AccessKeyLookup?> FindAsync(TokenHash hash, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.FindAsync(hash, stop), cancellationToken);

    public ValueTask<AccessKey?> FindByIdAsync(string keyId, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.FindByIdAsync(keyId, stop), cancellationToken);

    public ValueTask<IReadOnlyList<AccessKey>> PageAsync(
        string? clientId,
        AccessKey? after,
        int limit,
        CancellationToken cancellationToken
    ) => guard.AskAsync(stop => inner.PageAsync(clientId, after, limit, stop), cancellationToken);

    public ValueTask<bool> TryUpdateAsync(AccessKey key, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.TryUpdateAsync(key, stop), cancellationToken);

    public ValueTask<bool> RemoveAsync(string keyId, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.RemoveAsync(keyId, stop), cancellationToken);
}
