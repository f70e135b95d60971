using Auth.Nodes;

namespace Auth.Storage.Observed;

/// <summary>The registered key store; every change reaches the cached sessions of the key's client at once.</summary>
internal sealed class ObservedAccessKeyStore(IAccessKeyStore inner, ClientChanges changes) : IAccessKeyStore
{
    public ValueTask AddAsync(AccessKey key, CancellationToken cancellationToken) =>
        inner.AddAsync(key, cancellationToken);

    public ValueTask<AccessKeyLookup?> FindAsync(TokenHash hash, CancellationToken cancellationToken) =>
        inner.FindAsync(hash, cancellationToken);

    public ValueTask<AccessKey?> FindByIdAsync(string keyId, CancellationToken cancellationToken) =>
        inner.FindByIdAsync(keyId, cancellationToken);

    public ValueTask<IReadOnlyList<AccessKey>> PageAsync(
        string? clientId,
        AccessKey? after,
        int limit,
        CancellationToken cancellationToken
    ) => inner.PageAsync(clientId, after, limit, cancellationToken);

    public async ValueTask<bool> TryUpdateAsync(AccessKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await inner.TryUpdateAsync(key, cancellationToken);
        }
        finally
        {
            changes.Invalidate(key.ClientId);
        }
    }

    public async ValueTask<bool> RemoveAsync(string keyId, CancellationToken cancellationToken)
    {
        var key = await inner.FindByIdAsync(keyId, cancellationToken);
        try
        {
            return await inner.RemoveAsync(keyId, cancellationToken);
        }
        finally
        {
            // The cache knows keys by a fingerprint that an id does not give, so all of the client's are read again.
            if (key is not null)
            {
                changes.Invalidate(key.ClientId);
            }
        }
    }
}
