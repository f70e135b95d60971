using System.Collections.Immutable;

namespace Auth.Storage;

/// <summary>A registered application: who it is, which tier it has and how it proves itself.</summary>
public sealed record Client
{
    /// <summary>The <c>client_id</c>: random, at least 128 bits, compared ordinally (RFC 6749 section 2.2).</summary>
    public required string Id { get; init; }

    /// <summary>The application's name as its developer wrote it, trimmed.</summary>
    public required string Name { get; init; }

    /// <summary>The name folded for searching (compatibility-normalised, lower case); searches match a part of it ordinally.</summary>
    public required string NormalizedName { get; init; }

    /// <summary>The folded name when it must be unique among clients; <see langword="null"/> where the dialect allows equal names.</summary>
    public string? UniqueName { get; init; }

    /// <summary>What the application is for, in its developer's words.</summary>
    public string? Description { get; init; }

    /// <summary>The developer's address; <see langword="null"/> where the dialect does not ask for one.</summary>
    public SealedEmail? Email { get; init; }

    /// <summary>The name of the rate-limit tier.</summary>
    public required string Tier { get; init; }

    /// <summary>Limits for this client alone, by window name, such as <c>burst</c> = <c>500/min</c>; they replace the tier's.</summary>
    public ImmutableDictionary<string, string> Limits { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether the address was confirmed. An unverified client is limited like an anonymous caller.</summary>
    public bool Verified { get; init; }

    /// <summary>Whether an operator has switched the client off.</summary>
    public bool Disabled { get; init; }

    /// <summary>The scopes the client may ask for, in registration order.</summary>
    public ImmutableArray<string> Scopes { get; init; } = [];

    /// <summary>The OAuth grant types the client may use (RFC 7591 section 2).</summary>
    public ImmutableArray<string> GrantTypes { get; init; } = [];

    /// <summary>Where users are sent back to, compared as they are (RFC 6749 section 3.1.2); empty for clients without users.</summary>
    public ImmutableArray<string> RedirectUris { get; init; } = [];

    /// <summary>The application's web page.</summary>
    public string? Website { get; init; }

    /// <summary>How the client proves itself: <c>token_endpoint_auth_method</c> of RFC 7591 section 2.</summary>
    public string AuthenticationMethod { get; init; } = "client_secret_basic";

    /// <summary>The client's public keys, a JSON Web Key Set (RFC 7517 section 5), for <c>private_key_jwt</c>.</summary>
    public string? KeySet { get; init; }

    /// <summary>Whether the client's tokens must be bound to a key (RFC 9449 section 5.2).</summary>
    public bool RequiresDPoP { get; init; }

    /// <summary>Whether the client may ask about the tokens of others (RFC 7662), because it serves a resource.</summary>
    public bool IsResourceServer { get; init; }

    /// <summary>The user of the host who registered the client and may manage it; <see langword="null"/> when nobody does.</summary>
    public string? Owner { get; init; }

    /// <summary>The hash of the token that manages the registration (RFC 7592 section 3).</summary>
    public TokenHash? RegistrationToken { get; init; }

    /// <summary>The client's secrets, oldest first; empty for a public client.</summary>
    public ImmutableArray<ClientSecret> Secrets { get; init; } = [];

    /// <summary>What the client may do by access control; <see langword="null"/> for a client that nobody manages there.</summary>
    public ClientAccess? Access { get; init; }

    /// <summary>When the client was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on an unverified registration no longer exists; <see langword="null"/> once verified.</summary>
    public DateTimeOffset? LapsesAt { get; init; }

    /// <summary>The optimistic version: 1 when added, one more with each successful update.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Whether the registration has lapsed at <paramref name="now"/>: nobody verified it in time, and its name is free.</summary>
    public bool HasLapsed(DateTimeOffset now) => LapsesAt is { } lapses && lapses <= now;
}
