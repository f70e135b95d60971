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
    /// <summary>The resources the token is for (RFC 8707); empty for all.</summary>
    public ImmutableArray<string> Audience { get; init; } = [];

    /// <summary>The SHA-256 thumbprint of the key the token is bound to (RFC 9449 section 6.1); <see langword="null"/> for a bearer token.</summary>
    public string? KeyThumbprint { get; init; }

    /// <summary>The user who approved the token; <see langword="null"/> when the client acts for itself.</summary>
    public string? Subject { get; init; }

    /// <summary>The approval it came from: whatever was bought with one approval can be ended together; <see langword="null"/> when the client acts for itself.</summary>
    public string? AuthorizationId { get; init; }

    /// <summary>Whether the token has ended at <paramref name="now"/>: its end itself is too late.</summary>
    public bool HasExpired(DateTimeOffset now) => ExpiresAt is { } expires && expires <= now;
}
