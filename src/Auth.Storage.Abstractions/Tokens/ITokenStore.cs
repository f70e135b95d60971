namespace Auth.Storage;

/// <summary>Holds access tokens by their hash.</summary>
public interface ITokenStore
{
    /// <summary>Stores a token. When this returns the token survives a crash (a durable store) and <see cref="FindAsync"/> sees it.</summary>
    /// <exception cref="InvalidOperationException">The client does not exist any more; nothing was stored.</exception>
    ValueTask AddAsync(AccessToken token, CancellationToken cancellationToken);

    /// <summary>Finds a token and its client in one query. Expired tokens are returned until they are removed.</summary>
    /// <returns>The pair, or <see langword="null"/> when the token is unknown, was revoked, or its client is gone.</returns>
    ValueTask<TokenLookup?> FindAsync(TokenHash hash, CancellationToken cancellationToken);

    /// <summary>Revokes a token of the given client, in one conditional statement. Idempotent.</summary>
    /// <returns>Whether a token of that client was revoked now; <see langword="false"/> for unknown tokens and those of other clients.</returns>
    ValueTask<bool> RevokeAsync(TokenHash hash, string clientId, CancellationToken cancellationToken);

    /// <summary>Revokes all tokens of a client. Idempotent.</summary>
    /// <returns>How many were revoked.</returns>
    ValueTask<int> RevokeAllAsync(string clientId, CancellationToken cancellationToken);

    /// <summary>Revokes the oldest tokens of a client beyond the newest <paramref name="keep"/>, in one statement. Idempotent.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="subject">Whose tokens count: those of this user; those of no user when <see langword="null"/>.</param>
    /// <param name="keep">How many stay.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were revoked.</returns>
    ValueTask<int> TrimAsync(string clientId, string? subject, int keep, CancellationToken cancellationToken);

    /// <summary>Reads the tokens that a user approved and that are live at <paramref name="now"/>, newest first, each with its client.</summary>
    /// <returns>At most <paramref name="limit"/> pairs.</returns>
    ValueTask<IReadOnlyList<TokenLookup>> ListAsync(
        string subject,
        DateTimeOffset now,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Revokes all tokens of one approval. Idempotent.</summary>
    /// <param name="authorizationId">The approval.</param>
    /// <param name="clientId">The client that was approved; tokens of others are left alone.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were revoked.</returns>
    ValueTask<int> RevokeByAuthorizationAsync(
        string authorizationId,
        string clientId,
        CancellationToken cancellationToken
    );

    /// <summary>Revokes all tokens that a user approved for a client. Idempotent.</summary>
    /// <returns>How many were revoked.</returns>
    ValueTask<int> RevokeBySubjectAsync(string subject, string clientId, CancellationToken cancellationToken);

    /// <summary>Counts the tokens of a client that are live at <paramref name="now"/>.</summary>
    ValueTask<int> CountLiveAsync(string clientId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes tokens that expired at or before <paramref name="before"/>, by index, at most <paramref name="batch"/> of them.</summary>
    /// <returns>How many were removed; fewer than <paramref name="batch"/> means none are left.</returns>
    ValueTask<int> RemoveExpiredAsync(DateTimeOffset before, int batch, CancellationToken cancellationToken);
}
