using System.Text.Json.Serialization;

namespace Auth.OpenApi;

/// <summary>A token request (RFC 6749 section 4.4.2), as documents show it.</summary>
internal sealed record TokenForm(
    [property: JsonPropertyName("grant_type")] string GrantType,
    [property: JsonPropertyName("client_id")] string? ClientId = null,
    [property: JsonPropertyName("client_secret")] string? ClientSecret = null,
    [property: JsonPropertyName("scope")] string? Scope = null
);

/// <summary>A token request of any grant (RFC 6749 sections 4.1.3, 4.4.2 and 6), as documents show it.</summary>
internal sealed record AnyGrantForm(
    [property: JsonPropertyName("grant_type")] string GrantType,
    [property: JsonPropertyName("client_id")] string? ClientId = null,
    [property: JsonPropertyName("client_secret")] string? ClientSecret = null,
    [property: JsonPropertyName("scope")] string? Scope = null,
    [property: JsonPropertyName("code")] string? Code = null,
    [property: JsonPropertyName("redirect_uri")] string? RedirectUri = null,
    [property: JsonPropertyName("code_verifier")] string? CodeVerifier = null,
    [property: JsonPropertyName("refresh_token")] string? RefreshToken = null
);

/// <summary>A request about one token (RFC 7009 section 2.1, RFC 7662 section 2.1).</summary>
internal sealed record OneTokenForm(
    [property: JsonPropertyName("token")] string Token,
    [property: JsonPropertyName("token_type_hint")] string? TokenTypeHint = null,
    [property: JsonPropertyName("client_id")] string? ClientId = null,
    [property: JsonPropertyName("client_secret")] string? ClientSecret = null
);

/// <summary>Client credentials in a body.</summary>
internal sealed record ClientForm(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_secret")] string ClientSecret
);

/// <summary>Client metadata (RFC 7591 section 2).</summary>
internal sealed record ClientMetadataDocument(
    [property: JsonPropertyName("client_name")] string ClientName,
    [property: JsonPropertyName("client_uri")] string? ClientUri = null,
    [property: JsonPropertyName("contacts")] IReadOnlyList<string>? Contacts = null,
    [property: JsonPropertyName("redirect_uris")] IReadOnlyList<string>? RedirectUris = null,
    [property: JsonPropertyName("grant_types")] IReadOnlyList<string>? GrantTypes = null,
    [property: JsonPropertyName("token_endpoint_auth_method")] string? TokenEndpointAuthMethod = null,
    [property: JsonPropertyName("scope")] string? Scope = null
);

/// <summary>How long old secrets go on working.</summary>
internal sealed record RotationDocument([property: JsonPropertyName("overlap_seconds")] int? OverlapSeconds = null);

/// <summary>An application that registers in the manner of Openverse.</summary>
internal sealed record ApplicationDocument(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("email")] string Email
);

/// <summary>A wish for another tier.</summary>
internal sealed record TierWishDocument(
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("tier")] string? Tier = null
);
