using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>The dialect's bodies; the order of the properties is the order on the wire.</summary>
[JsonSerializable(typeof(GoToSocialErrorBody))]
[JsonSerializable(typeof(GoToSocialApplicationBody))]
[JsonSerializable(typeof(GoToSocialTokenBody))]
[JsonSerializable(typeof(NothingBody))]
[JsonSerializable(typeof(GoToSocialMetadataBody))]
[JsonSerializable(typeof(GoToSocialInstanceBody))]
[JsonSerializable(typeof(GoToSocialAccountBody))]
[JsonSerializable(typeof(IReadOnlyList<GoToSocialApplicationBody>))]
[JsonSerializable(typeof(IReadOnlyList<TokenInfo>))]
[JsonSerializable(typeof(TokenInfo))]
internal sealed partial class GoToSocialJson : JsonSerializerContext
{
    /// <summary>The context with non-ASCII text left as it is and absent members left out.</summary>
    public static GoToSocialJson Relaxed { get; } =
        new(
            new JsonSerializerOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            }
        );
}

/// <summary>A refusal.</summary>
internal sealed record GoToSocialErrorBody(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string? Description = null
);

/// <summary>An application; its secret is shown when it is registered and never again.</summary>
internal sealed record GoToSocialApplicationBody(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("website")] string? Website,
    [property: JsonPropertyName("redirect_uri")] string RedirectUri,
    [property: JsonPropertyName("redirect_uris")] IReadOnlyList<string> RedirectUris,
    [property: JsonPropertyName("client_id")] string? ClientId,
    [property: JsonPropertyName("client_secret")] string? ClientSecret,
    [property: JsonPropertyName("vapid_key")] string VapidKey,
    [property: JsonPropertyName("scopes")] IReadOnlyList<string> Scopes
)
{
    /// <summary>Does not show the secret.</summary>
    public override string ToString() => $"GoToSocialApplicationBody {{ Id = {Id} }}";
}

/// <summary>A token. That of a user has no <c>expires_in</c>.</summary>
internal sealed record GoToSocialTokenBody(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("created_at")] long CreatedAt,
    [property: JsonPropertyName("expires_in")] long? ExpiresIn,
    [property: JsonPropertyName("scope")] string Scope,
    [property: JsonPropertyName("token_type")] string TokenType
)
{
    /// <summary>Does not show the token.</summary>
    public override string ToString() => "GoToSocialTokenBody";
}

/// <summary>Nothing.</summary>
internal sealed record NothingBody;
