using System.Text.Json.Serialization;

namespace Auth.Admin.Import;

/// <summary>What became of an import: one result for each client, in order.</summary>
internal sealed record ClientImportView(
    [property: JsonPropertyName("dry_run")] bool DryRun,
    [property: JsonPropertyName("results")] IReadOnlyList<ClientImportResultView> Results
);

/// <summary>What became of one client.</summary>
/// <param name="ClientId">The client; absent when the row names none.</param>
/// <param name="Outcome"><c>imported</c>, <c>existing</c> (left as it is), <c>refused</c>, or <c>busy</c>: send it again.</param>
/// <param name="Detail">Why it was refused.</param>
internal sealed record ClientImportResultView(
    [property: JsonPropertyName("client_id")] string? ClientId,
    [property: JsonPropertyName("outcome")] string Outcome,
    [property: JsonPropertyName("detail")] string? Detail = null
);

/// <summary>An import, as documents show it.</summary>
internal sealed record ClientImportDocument(
    [property: JsonPropertyName("clients")] IReadOnlyList<ImportedClientDocument> Clients,
    [property: JsonPropertyName("dry_run")] bool? DryRun = null
);

/// <summary>An existing client, as documents show it.</summary>
internal sealed record ImportedClientDocument(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("secret")] string? Secret = null,
    [property: JsonPropertyName("secret_hash")] string? SecretHash = null,
    [property: JsonPropertyName("description")] string? Description = null,
    [property: JsonPropertyName("email")] string? Email = null,
    [property: JsonPropertyName("tier")] string? Tier = null,
    [property: JsonPropertyName("limits")] IReadOnlyDictionary<string, string>? Limits = null,
    [property: JsonPropertyName("verified")] bool? Verified = null,
    [property: JsonPropertyName("disabled")] bool? Disabled = null,
    [property: JsonPropertyName("scope")] string? Scope = null,
    [property: JsonPropertyName("redirect_uris")] IReadOnlyList<string>? RedirectUris = null,
    [property: JsonPropertyName("website")] string? Website = null,
    [property: JsonPropertyName("access_type")] string? AccessType = null,
    [property: JsonPropertyName("created_at")] DateTimeOffset? CreatedAt = null,
    [property: JsonPropertyName("unique_name")] bool? UniqueName = null
);
