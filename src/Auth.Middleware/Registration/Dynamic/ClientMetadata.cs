using System.Collections.Immutable;
using Auth.Contacts;

namespace Auth.Registration.Dynamic;

/// <summary>The client metadata that this server registers (RFC 7591 section 2), checked.</summary>
internal sealed record ClientMetadata
{
    /// <summary><c>client_name</c></summary>
    public required string Name { get; init; }

    /// <summary><c>client_uri</c></summary>
    public string? Website { get; init; }

    /// <summary>The first of <c>contacts</c>.</summary>
    public EmailAddress? Contact { get; init; }

    /// <summary><c>redirect_uris</c></summary>
    public ImmutableArray<string> RedirectUris { get; init; } = [];

    /// <summary><c>grant_types</c></summary>
    public required ImmutableArray<string> GrantTypes { get; init; }

    /// <summary><c>scope</c></summary>
    public required ImmutableArray<string> Scopes { get; init; }

    /// <summary><c>token_endpoint_auth_method</c></summary>
    public required string AuthenticationMethod { get; init; }

    /// <summary><c>jwks</c></summary>
    public string? KeySet { get; init; }

    /// <summary><c>dpop_bound_access_tokens</c></summary>
    public bool RequiresDPoP { get; init; }
}
