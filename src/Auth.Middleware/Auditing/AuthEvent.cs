using System.Collections.Immutable;

namespace Auth;

/// <summary>A fact: something that has happened and that no listener can change. Never holds a secret, a token or a full address.</summary>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">The client it is about.</param>
public abstract record AuthEvent(DateTimeOffset At, string ClientId)
{
    /// <summary>The name of the operator who caused it; <see langword="null"/> when no operator did.</summary>
    public string? Operator { get; init; }
}

/// <summary>An application was registered.</summary>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">The new client.</param>
/// <param name="Tier">Its tier.</param>
public sealed record ClientRegistered(DateTimeOffset At, string ClientId, string Tier) : AuthEvent(At, ClientId);

/// <summary>The e-mail address of a client was confirmed.</summary>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">The client.</param>
public sealed record ClientVerified(DateTimeOffset At, string ClientId) : AuthEvent(At, ClientId);

/// <summary>A client was changed.</summary>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Fields">The names of the fields that changed.</param>
public sealed record ClientChanged(DateTimeOffset At, string ClientId, ImmutableArray<string> Fields)
    : AuthEvent(At, ClientId)
{
    /// <summary>What the fields were set to, such as <c>tier=enhanced</c>; empty where it is not told.</summary>
    public ImmutableArray<string> Changes { get; init; } = [];
}

/// <summary>A client was removed, with its tokens.</summary>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">The client.</param>
public sealed record ClientRemoved(DateTimeOffset At, string ClientId) : AuthEvent(At, ClientId);

/// <summary>A client got a new secret.</summary>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">The client.</param>
/// <param name="SecretId">The new secret's identifier.</param>
public sealed record SecretRotated(DateTimeOffset At, string ClientId, string SecretId) : AuthEvent(At, ClientId);

/// <summary>One secret of a client was ended; the others live on.</summary>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">The client.</param>
/// <param name="SecretId">The ended secret's identifier.</param>
public sealed record SecretEnded(DateTimeOffset At, string ClientId, string SecretId) : AuthEvent(At, ClientId);

/// <summary>An access token was issued.</summary>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Scopes">The granted scopes.</param>
public sealed record TokenIssued(DateTimeOffset At, string ClientId, ImmutableArray<string> Scopes)
    : AuthEvent(At, ClientId)
{
    /// <summary>The user who approved it; <see langword="null"/> when the client acts for itself.</summary>
    public string? Subject { get; init; }
}

/// <summary>Access tokens were revoked.</summary>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Count">How many.</param>
public sealed record TokensRevoked(DateTimeOffset At, string ClientId, int Count) : AuthEvent(At, ClientId);

/// <summary>A client asked for another tier.</summary>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Tier">The tier asked for.</param>
public sealed record TierRequested(DateTimeOffset At, string ClientId, string Tier) : AuthEvent(At, ClientId);

/// <summary>An operator decided a request for another tier.</summary>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Tier">The tier asked for.</param>
/// <param name="Approved">Whether it was granted.</param>
public sealed record TierDecided(DateTimeOffset At, string ClientId, string Tier, bool Approved)
    : AuthEvent(At, ClientId);

/// <summary>A user allowed an application to act for them.</summary>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">The application.</param>
/// <param name="Subject">The user.</param>
/// <param name="Scopes">What was allowed.</param>
public sealed record AuthorizationGranted(
    DateTimeOffset At,
    string ClientId,
    string Subject,
    ImmutableArray<string> Scopes
) : AuthEvent(At, ClientId);

/// <summary>A user refused an application.</summary>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">The application.</param>
/// <param name="Subject">The user.</param>
public sealed record AuthorizationDenied(DateTimeOffset At, string ClientId, string Subject) : AuthEvent(At, ClientId);

/// <summary>A user took back what they had allowed an application; its tokens have ended.</summary>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">The application.</param>
/// <param name="Subject">The user.</param>
/// <param name="Count">How many access tokens were revoked.</param>
public sealed record AuthorizationRevoked(DateTimeOffset At, string ClientId, string Subject, int Count)
    : AuthEvent(At, ClientId);

/// <summary>A code or refresh token was presented a second time, by its own client: all that was bought with the approval was revoked.</summary>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Kind">What was presented: <c>authorization_code</c> or <c>refresh_token</c>.</param>
/// <param name="Count">How many access tokens were revoked.</param>
public sealed record GrantReplayed(DateTimeOffset At, string ClientId, string Kind, int Count)
    : AuthEvent(At, ClientId);

/// <summary>A client was refused because it is over a limit; told at most once a minute.</summary>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Policy">The rate-limit policy of the endpoint.</param>
public sealed record QuotaExceeded(DateTimeOffset At, string ClientId, string Policy) : AuthEvent(At, ClientId);

/// <summary>Somebody failed to authenticate as a client. After some failures further ones are refused unseen and not told.</summary>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Network">The network of the address it came from: a /24 of IPv4, a /48 of IPv6.</param>
public sealed record ClientAuthenticationFailed(DateTimeOffset At, string ClientId, string Network)
    : AuthEvent(At, ClientId);
