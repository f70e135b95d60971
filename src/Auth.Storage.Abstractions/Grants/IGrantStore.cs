namespace Auth.Storage;

/// <summary>Holds single-use codes by their hash.</summary>
public interface IGrantStore
{
    /// <summary>Stores a grant.</summary>
    /// <exception cref="InvalidOperationException">The client does not exist any more; nothing was stored.</exception>
    ValueTask AddAsync(Grant grant, CancellationToken cancellationToken);

    /// <summary>Looks at a grant without taking it.</summary>
    /// <returns>The grant, used or expired ones too, or <see langword="null"/>.</returns>
    ValueTask<Grant?> FindAsync(TokenHash hash, string kind, CancellationToken cancellationToken);

    /// <summary>Takes a grant: of N concurrent callers exactly one is answered <see cref="TakeGrantStatus.Taken"/>.</summary>
    /// <remarks>One conditional statement: unused, not expired at <paramref name="now"/>, of this kind. The row stays, marked, until it expires.</remarks>
    ValueTask<TakeGrantOutcome> TakeAsync(
        TokenHash hash,
        string kind,
        DateTimeOffset now,
        CancellationToken cancellationToken
    );

    /// <summary>Takes a grant and, in the same transaction, stores what it buys: either both happen or neither.</summary>
    /// <remarks>
    /// The same conditional statement as <see cref="TakeAsync"/>. Whoever is answered <see cref="TakeGrantStatus.AlreadyUsed"/> finds the
    /// winner's token in the store.
    /// </remarks>
    /// <param name="hash">The hash of the code.</param>
    /// <param name="kind">What it is for.</param>
    /// <param name="now">Decides whether it has expired.</param>
    /// <param name="token">The token to store when this caller wins.</param>
    /// <param name="successor">The grant to store beside it, such as the next refresh token; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Cancels the call; nothing is then stored.</param>
    /// <exception cref="InvalidOperationException">The client does not exist any more; nothing was stored.</exception>
    ValueTask<TakeGrantOutcome> RedeemAsync(
        TokenHash hash,
        string kind,
        DateTimeOffset now,
        AccessToken token,
        Grant? successor,
        CancellationToken cancellationToken
    );

    /// <summary>Reads a user's grants of one kind that are neither used nor expired at <paramref name="now"/>, newest first.</summary>
    /// <returns>At most <paramref name="limit"/> grants.</returns>
    ValueTask<IReadOnlyList<Grant>> ListAsync(
        string subject,
        string kind,
        DateTimeOffset now,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Removes all grants of one approval, used or not. Idempotent.</summary>
    /// <returns>How many were removed.</returns>
    ValueTask<int> RemoveByAuthorizationAsync(string authorizationId, CancellationToken cancellationToken);

    /// <summary>Removes all grants that a user gave a client, used or not. Idempotent.</summary>
    /// <returns>How many were removed.</returns>
    ValueTask<int> RemoveBySubjectAsync(string subject, string clientId, CancellationToken cancellationToken);

    /// <summary>Removes a client's grants of one kind, used or not. Idempotent.</summary>
    /// <returns>How many were removed.</returns>
    ValueTask<int> RemoveAllAsync(string clientId, string kind, CancellationToken cancellationToken);

    /// <summary>Removes grants that expired at or before <paramref name="before"/>, at most <paramref name="batch"/> of them.</summary>
    /// <returns>How many were removed; fewer than <paramref name="batch"/> means none are left.</returns>
    ValueTask<int> RemoveExpiredAsync(DateTimeOffset before, int batch, CancellationToken cancellationToken);
}
