using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Auth.Credentials;
using Auth.Storage;

namespace Auth.Registration.Dynamic;

/// <summary>The bodies of dynamic registration.</summary>
[JsonSerializable(typeof(ClientInformation))]
[JsonSerializable(typeof(SecretInformation))]
internal sealed partial class RegistrationJson : JsonSerializerContext
{
    /// <summary>The context with non-ASCII text left as it is and absent members left out.</summary>
    public static RegistrationJson Relaxed { get; } =
        new(
            new JsonSerializerOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            }
        );
}

/// <summary>A registered client (RFC 7591 section 3.2.1); the secret and the token only in the answer that makes them.</summary>
internal sealed record ClientInformation
{
    [JsonPropertyName("client_id")]
    public required string ClientId { get; init; }

    [JsonPropertyName("client_secret")]
    public string? ClientSecret { get; init; }

    [JsonPropertyName("client_id_issued_at")]
    public required long ClientIdIssuedAt { get; init; }

    [JsonPropertyName("client_secret_expires_at")]
    public long? ClientSecretExpiresAt { get; init; }

    [JsonPropertyName("registration_access_token")]
    public string? RegistrationAccessToken { get; init; }

    [JsonPropertyName("registration_client_uri")]
    public required string RegistrationClientUri { get; init; }

    [JsonPropertyName("client_name")]
    public required string ClientName { get; init; }

    [JsonPropertyName("client_uri")]
    public string? ClientUri { get; init; }

    [JsonPropertyName("contacts")]
    public IReadOnlyList<string>? Contacts { get; init; }

    [JsonPropertyName("redirect_uris")]
    public IReadOnlyList<string>? RedirectUris { get; init; }

    [JsonPropertyName("grant_types")]
    public required IReadOnlyList<string> GrantTypes { get; init; }

    [JsonPropertyName("response_types")]
    public required IReadOnlyList<string> ResponseTypes { get; init; }

    [JsonPropertyName("token_endpoint_auth_method")]
    public required string TokenEndpointAuthMethod { get; init; }

    [JsonPropertyName("scope")]
    public required string Scope { get; init; }

    /// <summary>Describes a client.</summary>
    public static ClientInformation Of(Client client, string uri, EmailSealer sealer) =>
        new()
        {
            ClientId = client.Id,
            ClientIdIssuedAt = client.CreatedAt.ToUnixTimeSeconds(),
            ClientSecretExpiresAt = client.Secrets.IsEmpty
                ? null
                : client.Secrets[^1].ExpiresAt?.ToUnixTimeSeconds() ?? 0,
            RegistrationClientUri = uri,
            ClientName = client.Name,
            ClientUri = client.Website,
            Contacts = client.Email is { } email && sealer.Open(email) is { } address ? [address] : null,
            RedirectUris = client.RedirectUris.IsEmpty ? null : client.RedirectUris,
            GrantTypes = client.GrantTypes,
            ResponseTypes = client.GrantTypes.Contains("authorization_code", StringComparer.Ordinal) ? ["code"] : [],
            TokenEndpointAuthMethod = client.AuthenticationMethod,
            Scope = string.Join(' ', client.Scopes),
        };

    /// <summary>Does not show the secrets.</summary>
    public override string ToString() => $"ClientInformation {{ ClientId = {ClientId} }}";
}

/// <summary>A new secret, and when those before it end.</summary>
internal sealed record SecretInformation(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_secret")] string ClientSecret,
    [property: JsonPropertyName("client_secret_expires_at")] long ClientSecretExpiresAt,
    [property: JsonPropertyName("previous_secrets_expire_at")] long PreviousSecretsExpireAt
)
{
    /// <summary>Does not show the secret.</summary>
    public override string ToString() => $"SecretInformation {{ ClientId = {ClientId} }}";
}
