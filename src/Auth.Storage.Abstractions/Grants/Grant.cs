namespace Auth.Storage;

/// <summary>Something that can be redeemed once: an e-mail link, an authorization code, an initial access token.</summary>
/// <param name="Hash">The hash of the code.</param>
/// <param name="Kind">What it is for; a code of one kind is never taken as another. See <see cref="GrantKinds"/>.</param>
/// <param name="ClientId">The client it belongs to; <see langword="null"/> when there is none yet, as for an initial access token.</param>
/// <param name="BoundTo">What the code is bound to, such as the look-up key of the address it was sent to.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it is refused.</param>
/// <param name="UsedAt">When it was taken, or <see langword="null"/>.</param>
public sealed record Grant(
    TokenHash Hash,
    string Kind,
    string? ClientId,
    string? BoundTo,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? UsedAt = null
)
{
    /// <summary>The user who gave it; <see langword="null"/> when no user has to do with it.</summary>
    public string? Subject { get; init; }

    /// <summary>The user's approval it belongs to (<see cref="AccessToken.AuthorizationId"/>); <see langword="null"/> for none.</summary>
    public string? AuthorizationId { get; init; }

    /// <summary>What else it is bound to, in the words of its kind; never a credential.</summary>
    public string? Data { get; init; }
}
