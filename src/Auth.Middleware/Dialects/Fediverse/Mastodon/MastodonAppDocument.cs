using System.Text.Json.Serialization;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>The fields of a registration, for OpenAPI.</summary>
internal sealed record MastodonAppDocument(
    [property: JsonPropertyName("client_name")] string ClientName,
    [property: JsonPropertyName("redirect_uris")] string RedirectUris,
    [property: JsonPropertyName("scopes")] string? Scopes,
    [property: JsonPropertyName("website")] string? Website
);
