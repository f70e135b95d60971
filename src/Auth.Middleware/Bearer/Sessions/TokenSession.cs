using System.Collections.Immutable;
using System.Security.Claims;
using Auth.Storage;

namespace Auth.Bearer.Sessions;

/// <summary>What is known of one token: immutable, shared by all requests that present it while it is cached.</summary>
internal sealed class TokenSession
{
    private TokenSession(TokenFingerprint fingerprint, TokenState state, long validUntil)
    {
        Fingerprint = fingerprint;
        State = state;
        ValidUntil = validUntil;
    }

    /// <summary>The token's fingerprint.</summary>
    public TokenFingerprint Fingerprint { get; }

    /// <summary>Whether the token is good, and if not, why.</summary>
    public TokenState State { get; }

    /// <summary>Until when the entry may be answered from memory, on the monotonic clock; the token's own end is never later.</summary>
    public long ValidUntil { get; }

    /// <summary>The client; <see langword="null"/> only for an unknown token.</summary>
    public ClientSession? Client { get; private init; }

    /// <summary>The public view of the caller.</summary>
    public CallingClient? Caller { get; private init; }

    /// <summary>The principal; built once.</summary>
    public SharedTicket? Ticket { get; private init; }

    /// <summary>The key the token is bound to, or <see langword="null"/>.</summary>
    public string? KeyThumbprint { get; private init; }

    /// <summary>The resources the token is for; empty for all.</summary>
    public ImmutableArray<string> Audience { get; private init; } = [];

    /// <summary>Whether the token is good for whoever holds it, at every resource.</summary>
    public bool IsPlain { get; private init; }

    /// <summary>Whether the entry may still be answered.</summary>
    public bool IsCurrent(long now) => now < ValidUntil && Client is not { IsStale: true };

    /// <summary>An entry for a token that is not there, or no more.</summary>
    public static TokenSession Refused(TokenFingerprint fingerprint, TokenState state, long validUntil) =>
        new(fingerprint, state, validUntil);

    /// <summary>An entry for a live token.</summary>
    public static TokenSession Live(
        TokenFingerprint fingerprint,
        AccessToken token,
        ClientSession client,
        string scheme,
        IReadOnlyList<Claim> added,
        long validUntil
    )
    {
        var stored = client.Client;
        var caller = new CallingClient(stored.Id, stored.Name, stored.Tier, stored.Verified, token.Scopes);
        return new TokenSession(fingerprint, stored.Disabled ? TokenState.Disabled : TokenState.Live, validUntil)
        {
            Client = client,
            Caller = caller,
            Ticket = new SharedTicket(caller, scheme, added),
            KeyThumbprint = token.KeyThumbprint,
            Audience = token.Audience,
            IsPlain = token.KeyThumbprint is null && token.Audience.IsEmpty,
        };
    }
}

/// <summary>The states of a presented token.</summary>
internal enum TokenState
{
    /// <summary>No such token.</summary>
    Unknown,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Its client is switched off.</summary>
    Disabled,

    /// <summary>Good.</summary>
    Live,
}
