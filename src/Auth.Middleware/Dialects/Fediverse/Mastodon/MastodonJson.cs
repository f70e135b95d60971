using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>The dialect's bodies; the order of the properties is the order on the wire.</summary>
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(MastodonOAuthErrorBody))]
[JsonSerializable(typeof(RegisteredApplicationBody))]
[JsonSerializable(typeof(ApplicationBody))]
[JsonSerializable(typeof(MastodonTokenBody))]
[JsonSerializable(typeof(EmptyBody))]
[JsonSerializable(typeof(MastodonIntrospectionBody))]
[JsonSerializable(typeof(TokenInfoBody))]
[JsonSerializable(typeof(MastodonMetadataBody))]
[JsonSerializable(typeof(InstanceBody))]
[JsonSerializable(typeof(CredentialAccountBody))]
[JsonSerializable(typeof(UserInfoBody))]
internal sealed partial class MastodonJson : JsonSerializerContext
{
    /// <summary>The context with non-ASCII text left as it is.</summary>
    public static MastodonJson Relaxed { get; } =
        new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>A refusal of the API.</summary>
internal sealed record ErrorBody([property: JsonPropertyName("error")] string Error);

/// <summary>A request that cannot be read.</summary>
internal sealed record StatusBody(
    [property: JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("error")] string Error
);

/// <summary>An OAuth error; the state is echoed only before a grant has begun.</summary>
internal sealed record MastodonOAuthErrorBody(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description,
    [property: JsonPropertyName("state"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? State
);

/// <summary>A new application, with its secret.</summary>
internal sealed record RegisteredApplicationBody(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("website")] string? Website,
    [property: JsonPropertyName("scopes")] IReadOnlyList<string> Scopes,
    [property: JsonPropertyName("redirect_uris")] IReadOnlyList<string> RedirectUris,
    [property: JsonPropertyName("vapid_key")] string VapidKey,
    [property: JsonPropertyName("redirect_uri")] string RedirectUri,
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_secret")] string ClientSecret,
    [property: JsonPropertyName("client_secret_expires_at")] int ClientSecretExpiresAt
)
{
    /// <summary>Does not show the secret.</summary>
    public override string ToString() => $"RegisteredApplicationBody {{ Id = {Id} }}";
}

/// <summary>An application, as it sees itself later.</summary>
internal sealed record ApplicationBody(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("website")] string? Website,
    [property: JsonPropertyName("scopes")] IReadOnlyList<string> Scopes,
    [property: JsonPropertyName("redirect_uris")] IReadOnlyList<string> RedirectUris,
    [property: JsonPropertyName("vapid_key")] string VapidKey,
    [property: JsonPropertyName("redirect_uri")] string RedirectUri
);

/// <summary>A token. One that lives until revoked has no <c>expires_in</c>.</summary>
internal sealed record MastodonTokenBody(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        long? ExpiresIn,
    [property: JsonPropertyName("scope")] string Scope,
    [property: JsonPropertyName("created_at")] long CreatedAt
)
{
    /// <summary>Does not show the token.</summary>
    public override string ToString() => "MastodonTokenBody";
}

/// <summary>Nothing.</summary>
internal sealed record EmptyBody;

/// <summary>What is known of a token (RFC 7662 section 2.2); of an inactive one nothing.</summary>
internal sealed record MastodonIntrospectionBody(
    [property: JsonPropertyName("active")] bool Active,
    [property: JsonPropertyName("scope"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        string? Scope = null,
    [property: JsonPropertyName("client_id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        string? ClientId = null,
    [property: JsonPropertyName("token_type"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        string? TokenType = null,
    [property: JsonPropertyName("exp"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Exp = null,
    [property: JsonPropertyName("iat"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Iat = null
);

/// <summary>What a token says about itself.</summary>
internal sealed record TokenInfoBody(
    [property: JsonPropertyName("resource_owner_id")] long? ResourceOwnerId,
    [property: JsonPropertyName("scope")] IReadOnlyList<string> Scope,
    [property: JsonPropertyName("expires_in")] long? ExpiresIn,
    [property: JsonPropertyName("application")] TokenInfoApplication Application,
    [property: JsonPropertyName("created_at")] long CreatedAt
);

/// <summary>The application behind a token.</summary>
internal sealed record TokenInfoApplication([property: JsonPropertyName("uid")] string Uid);
