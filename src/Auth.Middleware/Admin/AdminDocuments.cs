using System.Text.Json.Serialization;

namespace Auth.Admin;

/// <summary>A client that an operator registers, as documents show it.</summary>
internal sealed record NewClientDocument(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("description")] string? Description = null,
    [property: JsonPropertyName("email")] string? Email = null,
    [property: JsonPropertyName("scope")] string? Scope = null
);

/// <summary>A change of a client, as documents show it.</summary>
internal sealed record ClientPatchDocument(
    [property: JsonPropertyName("tier")] string? Tier = null,
    [property: JsonPropertyName("limits")] IReadOnlyDictionary<string, string>? Limits = null,
    [property: JsonPropertyName("verified")] bool? Verified = null,
    [property: JsonPropertyName("disabled")] bool? Disabled = null,
    [property: JsonPropertyName("resource_server")] bool? ResourceServer = null,
    [property: JsonPropertyName("access_type")] string? AccessType = null,
    [property: JsonPropertyName("version")] long? Version = null
);

/// <summary>A decision about a request for a higher tier, as documents show it.</summary>
internal sealed record DecisionDocument([property: JsonPropertyName("note")] string? Note = null);

/// <summary>How long an initial access token lives, as documents show it.</summary>
internal sealed record InitialAccessTokenDocument(
    [property: JsonPropertyName("expires_in_seconds")] int? ExpiresInSeconds = null
);
