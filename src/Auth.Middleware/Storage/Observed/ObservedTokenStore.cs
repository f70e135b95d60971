using Auth.Nodes;

namespace Auth.Storage.Observed;

/// <summary>The registered token store; a revocation reaches the cached sessions of the client at once.</summary>
internal sealed class ObservedTokenStore(ITokenStore inner, ClientChanges changes) : ITokenStore
{
    public ValueTask AddAsync(AccessToken token, CancellationToken cancellationToken) =>
        inner.AddAsync(token, cancellationToken);

    public ValueTask<TokenLookup?> FindAsync(TokenHash hash, CancellationToken cancellationToken) =>
        inner.FindAsync(hash, cancellationToken);

    public ValueTask<bool> RevokeAsync(TokenHash hash, string clientId, CancellationToken cancellationToken) =>
        ThenInvalidateAsync(clientId, () => inner.RevokeAsync(hash, clientId, cancellationToken));

    public ValueTask<int> RevokeAllAsync(string clientId, CancellationToken cancellationToken) =>
        ThenInvalidateAsync(clientId, () => inner.RevokeAllAsync(clientId, cancellationToken));

    public async ValueTask<int> TrimAsync(
        string clientId,
        string? subject,
        int keep,
        CancellationToken cancellationToken
    )
    {
        // Called with every token of a user, and seldom with anything to do: the cache need not hear of that.
        var trimmed = 1;
        try
        {
            return trimmed = await inner.TrimAsync(clientId, subject, keep, cancellationToken);
        }
        finally
        {
            if (trimmed > 0)
            {
                changes.Invalidate(clientId);
            }
        }
    }

    public ValueTask<IReadOnlyList<TokenLookup>> ListAsync(
        string subject,
        DateTimeOffset now,
        int limit,
        CancellationToken cancellationToken
    ) => inner.ListAsync(subject, now, limit, cancellationToken);

    public ValueTask<int> RevokeByAuthorizationAsync(
        string authorizationId,
        string clientId,
        CancellationToken cancellationToken
    ) =>
        ThenInvalidateAsync(
            clientId,
            () => inner.RevokeByAuthorizationAsync(authorizationId, clientId, cancellationToken)
        );

    public ValueTask<int> RevokeBySubjectAsync(string subject, string clientId, CancellationToken cancellationToken) =>
        ThenInvalidateAsync(clientId, () => inner.RevokeBySubjectAsync(subject, clientId, cancellationToken));

    public ValueTask<int> CountLiveAsync(string clientId, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.CountLiveAsync(clientId, now, cancellationToken);

    public ValueTask<int> RemoveExpiredAsync(DateTimeOffset before, int batch, CancellationToken cancellationToken) =>
        inner.RemoveExpiredAsync(before, batch, cancellationToken);

    /// <summary>The cache knows tokens by a fingerprint that a hash does not give, so all of the client's are read again; also when the store failed half-way.</summary>
    private async ValueTask<T> ThenInvalidateAsync<T>(string clientId, Func<ValueTask<T>> change)
    {
        try
        {
            return await change();
        }
        finally
        {
            changes.Invalidate(clientId);
        }
    }
}
