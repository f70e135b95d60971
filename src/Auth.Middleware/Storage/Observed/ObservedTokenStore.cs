using Auth.Nodes;

namespace Auth.Storage.Observed;

/// <summary>The registered token store; a revocation reaches the cached sessions of the client at once.</summary>
internal sealed class ObservedTokenStore(ITokenStore inner, ClientChanges changes) : ITokenStore
{
    public ValueTask AddAsync(AccessToken token, CancellationToken cancellationToken) =>
        inner.AddAsync(token, cancellationToken);

    public ValueTask<TokenLookup?> FindAsync(TokenHash hash, CancellationToken cancellationToken) =>
        inner.FindAsync(hash, cancellationToken);

    public async ValueTask<bool> RevokeAsync(TokenHash hash, string clientId, CancellationToken cancellationToken)
    {
        try
        {
            return await inner.RevokeAsync(hash, clientId, cancellationToken);
        }
        finally
        {
            // The cache knows tokens by a fingerprint that a hash does not give, so all of the client's are read again.
            changes.Invalidate(clientId);
        }
    }

    public async ValueTask<int> RevokeAllAsync(string clientId, CancellationToken cancellationToken)
    {
        try
        {
            return await inner.RevokeAllAsync(clientId, cancellationToken);
        }
        finally
        {
            changes.Invalidate(clientId);
        }
    }

    public async ValueTask<int> TrimAsync(string clientId, int keep, CancellationToken cancellationToken)
    {
        try
        {
            return await inner.TrimAsync(clientId, keep, cancellationToken);
        }
        finally
        {
            changes.Invalidate(clientId);
        }
    }

    public ValueTask<int> CountLiveAsync(string clientId, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.CountLiveAsync(clientId, now, cancellationToken);

    public ValueTask<int> RemoveExpiredAsync(DateTimeOffset before, int batch, CancellationToken cancellationToken) =>
        inner.RemoveExpiredAsync(before, batch, cancellationToken);
}
