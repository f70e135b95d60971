using System.Collections.Immutable;

namespace Auth.Storage;

/// <summary>An access token at rest.</summary>
/// <param name="Hash">The hash of the token.</param>
/// <param name="ClientId">The client it was issued to.</param>
/// <param name="Scopes">The granted scopes, in the order they were granted.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="ExpiresAt">From when on it is refused; <see langword="null"/> when it lives until revoked.</param>
public sealed record AccessToken(
    TokenHash Hash,
    string ClientId,
    ImmutableArray<string> Scopes,
    DateTimeOffset IssuedAt,
    DateTimeOffset? ExpiresAt
)
{
    /// <summary>Whether the token has ended at <paramref name="now"/>: its end itself is too late.</summary>
    public bool HasExpired(DateTimeOffset now) => ExpiresAt is { } expires && expires <= now;
}
