using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth.Token;

/// <summary>The bodies of the token, revocation and introspection endpoints.</summary>
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(IntrospectionBody))]
internal sealed partial class TokenJson : JsonSerializerContext
{
    /// <summary>The context with absent members left out.</summary>
    public static TokenJson Relaxed { get; } =
        new(
            new JsonSerializerOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            }
        );
}

/// <summary>A token (RFC 6749 section 5.1); the scope is always said, unless there is none: an empty one is not a scope.</summary>
internal sealed record TokenBody(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] long? ExpiresIn,
    [property: JsonPropertyName("refresh_token")] string? RefreshToken,
    [property: JsonPropertyName("scope")] string? Scope
)
{
    public static TokenBody From(IssuedToken token) =>
        new(
            token.Token,
            token.KeyThumbprint is null ? "Bearer" : "DPoP",
            (long?)token.Lifetime?.TotalSeconds,
            token.RefreshToken,
            token.Scopes.IsEmpty ? null : token.Scope
        );

    /// <summary>Does not show the token.</summary>
    public override string ToString() => "TokenBody";
}

/// <summary>What is known of a token (RFC 7662 section 2.2); of an inactive one nothing.</summary>
internal sealed record IntrospectionBody(
    [property: JsonPropertyName("active")] bool Active,
    [property: JsonPropertyName("scope")] string? Scope = null,
    [property: JsonPropertyName("client_id")] string? ClientId = null,
    [property: JsonPropertyName("token_type")] string? TokenType = null,
    [property: JsonPropertyName("exp")] long? Exp = null,
    [property: JsonPropertyName("iat")] long? Iat = null,
    [property: JsonPropertyName("sub")] string? Sub = null,
    [property: JsonPropertyName("aud")] IReadOnlyList<string>? Aud = null,
    [property: JsonPropertyName("iss")] string? Iss = null,
    [property: JsonPropertyName("cnf")] IReadOnlyDictionary<string, string>? Cnf = null
);
