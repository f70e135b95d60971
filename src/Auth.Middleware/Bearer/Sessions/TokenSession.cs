using System.Collections.Immutable;
using System.Security.Claims;
using Auth.Storage;

namespace Auth.Bearer.Sessions;

/// <summary>What is known of a token: immutable, shared by all requests that present it, and by all tokens that say the same.</summary>
internal sealed class TokenSession
{
    private TokenSession(TokenState state) => State = state;

    /// <summary>A token that is not there.</summary>
    public static TokenSession Unknown { get; } = new(TokenState.Unknown);

    /// <summary>A token whose time is over.</summary>
    public static TokenSession Expired { get; } = new(TokenState.Expired);

    /// <summary>Whether the token is good, and if not, why.</summary>
    public TokenState State { get; }

    /// <summary>The client; <see langword="null"/> only for an unknown token.</summary>
    public ClientSession? Client { get; private init; }

    /// <summary>The public view of the caller.</summary>
    public CallingClient? Caller { get; private init; }

    /// <summary>Makes principals of the token.</summary>
    public SharedTicket? Ticket { get; private init; }

    /// <summary>The principal that requests with the token share.</summary>
    public ClaimsPrincipal? Principal { get; private init; }

    /// <summary>The access key that the token is; <see langword="null"/> for an access token.</summary>
    public AccessKey? Key { get; private init; }

    /// <summary>The key the token is bound to, or <see langword="null"/>.</summary>
    public string? KeyThumbprint { get; private init; }

    /// <summary>The resources the token is for; empty for all.</summary>
    public ImmutableArray<string> Audience { get; private init; } = [];

    /// <summary>Whether the token is good for whoever holds it, at every resource.</summary>
    public bool IsPlain { get; private init; }

    /// <summary>The session of a live token.</summary>
    public static TokenSession Live(
        AccessToken token,
        ClientSession client,
        string scheme,
        IReadOnlyList<Claim> added,
        AccessKey? key = null
    )
    {
        var stored = client.Client;
        var caller = new CallingClient(stored.Id, stored.Name, stored.Tier, stored.Verified, token.Scopes)
        {
            Subject = token.Subject,
            AuthorizationId = token.AuthorizationId,
        };
        var ticket = new SharedTicket(caller, scheme, added);
        return new TokenSession(stored.Disabled ? TokenState.Disabled : TokenState.Live)
        {
            Client = client,
            Caller = caller,
            Key = key,
            Ticket = ticket,
            Principal = ticket.Principal,
            KeyThumbprint = token.KeyThumbprint,
            Audience = token.Audience,
            IsPlain = token.KeyThumbprint is null && token.Audience.IsEmpty,
        };
    }

    /// <summary>Whether a live token of the same client says the same.</summary>
    public bool Fits(AccessToken token) =>
        Caller is { } caller
        && caller.Scopes.AsSpan().SequenceEqual(token.Scopes.AsSpan())
        && Audience.AsSpan().SequenceEqual(token.Audience.AsSpan())
        && string.Equals(KeyThumbprint, token.KeyThumbprint, StringComparison.Ordinal)
        && string.Equals(caller.Subject, token.Subject, StringComparison.Ordinal)
        && string.Equals(caller.AuthorizationId, token.AuthorizationId, StringComparison.Ordinal);
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
