using Auth.Nodes;

namespace Auth.Storage.Observed;

/// <summary>The registered tier-request store; a decision reaches the cached sessions of the client at once.</summary>
internal sealed class ObservedTierRequestStore(ITierRequestStore inner, ClientChanges changes) : ITierRequestStore
{
    public ValueTask<bool> TryAddAsync(TierRequest request, CancellationToken cancellationToken) =>
        inner.TryAddAsync(request, cancellationToken);

    public ValueTask<TierRequest?> FindAsync(string id, CancellationToken cancellationToken) =>
        inner.FindAsync(id, cancellationToken);

    public ValueTask<TierRequest?> FindLatestAsync(string clientId, CancellationToken cancellationToken) =>
        inner.FindLatestAsync(clientId, cancellationToken);

    public ValueTask<IReadOnlyList<TierRequest>> PageAsync(
        TierRequestStatus status,
        string? after,
        int limit,
        CancellationToken cancellationToken
    ) => inner.PageAsync(status, after, limit, cancellationToken);

    public async ValueTask<TierRequest?> TryDecideAsync(
        string id,
        TierRequestStatus status,
        string? note,
        DateTimeOffset now,
        OutboxMessage mail,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await inner.TryDecideAsync(id, status, note, now, mail, cancellationToken);
        }
        finally
        {
            changes.Invalidate(mail.ClientId);
        }
    }
}
