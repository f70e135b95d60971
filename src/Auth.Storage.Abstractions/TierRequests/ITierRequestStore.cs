namespace Auth.Storage;

/// <summary>Holds the requests for another tier.</summary>
public interface ITierRequestStore
{
    /// <summary>Stores a request unless the client has a pending one: of N concurrent callers for one client exactly one succeeds.</summary>
    /// <returns>Whether it was stored.</returns>
    /// <exception cref="InvalidOperationException">The client does not exist any more; nothing was stored.</exception>
    ValueTask<bool> TryAddAsync(TierRequest request, CancellationToken cancellationToken);

    /// <summary>Finds a request by its id.</summary>
    /// <returns>The request, or <see langword="null"/>.</returns>
    ValueTask<TierRequest?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Finds the newest request of a client, whatever its status.</summary>
    /// <returns>The request, or <see langword="null"/> when the client never asked.</returns>
    ValueTask<TierRequest?> FindLatestAsync(string clientId, CancellationToken cancellationToken);

    /// <summary>Reads requests in one status, oldest first.</summary>
    /// <param name="status">Which requests.</param>
    /// <param name="after">The id of the last request of the page before; <see langword="null"/> for the first page.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page, by time and then by id; empty when <paramref name="after"/> names no request.</returns>
    ValueTask<IReadOnlyList<TierRequest>> PageAsync(
        TierRequestStatus status,
        string? after,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Decides a pending request; of N concurrent operators exactly one succeeds.</summary>
    /// <remarks>
    /// In one transaction: the request takes <paramref name="status"/>, an approved client takes the tier (its version grows by one), and the
    /// answer is put in the outbox.
    /// </remarks>
    /// <returns>The decided request, or <see langword="null"/> when it is missing or no longer pending.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is <see cref="TierRequestStatus.Pending"/>.</exception>
    ValueTask<TierRequest?> TryDecideAsync(
        string id,
        TierRequestStatus status,
        string? note,
        DateTimeOffset now,
        OutboxMessage mail,
        CancellationToken cancellationToken
    );
}
