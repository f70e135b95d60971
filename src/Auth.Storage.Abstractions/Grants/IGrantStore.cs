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

    /// <summary>Removes a client's grants of one kind, used or not. Idempotent.</summary>
    /// <returns>How many were removed.</returns>
    ValueTask<int> RemoveAllAsync(string clientId, string kind, CancellationToken cancellationToken);

    /// <summary>Removes grants that expired at or before <paramref name="before"/>, at most <paramref name="batch"/> of them.</summary>
    /// <returns>How many were removed; fewer than <paramref name="batch"/> means none are left.</returns>
    ValueTask<int> RemoveExpiredAsync(DateTimeOffset before, int batch, CancellationToken cancellationToken);
}
