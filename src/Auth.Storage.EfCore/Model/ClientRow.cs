using System.Collections.Immutable;
using System.Text.Json;

namespace Auth.Storage.EfCore;

/// <summary>A row of <c>AuthClients</c>: a client with its lists and secrets, one aggregate.</summary>
internal sealed class ClientRow
{
    public required string Id { get; set; }
    public required string Name { get; set; }
    public required string NormalizedName { get; set; }
    public string? UniqueName { get; set; }
    public string? Description { get; set; }
    public string? EmailCiphertext { get; set; }
    public string? EmailLookupKey { get; set; }
    public required string Tier { get; set; }
    public required string Limits { get; set; }
    public bool Verified { get; set; }
    public bool Disabled { get; set; }
    public required string Scopes { get; set; }
    public required string GrantTypes { get; set; }
    public required string Secrets { get; set; }
    public required string RedirectUris { get; set; }
    public string? Website { get; set; }
    public required string AuthenticationMethod { get; set; }
    public string? KeySet { get; set; }
    public bool RequiresDPoP { get; set; }
    public bool IsResourceServer { get; set; }
    public byte[]? RegistrationToken { get; set; }
    public ClientAccessType? AccessType { get; set; }
    public string? Access { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? LapsesAt { get; set; }
    public long Version { get; set; }
    public string? Owner { get; set; }

    public static ClientRow From(Client client, long version) =>
        new()
        {
            Id = client.Id,
            Name = client.Name,
            NormalizedName = client.NormalizedName,
            UniqueName = client.UniqueName,
            Description = client.Description,
            EmailCiphertext = client.Email?.Ciphertext,
            EmailLookupKey = client.Email?.LookupKey,
            Tier = client.Tier,
            Limits = JsonSerializer.Serialize(new(client.Limits), StorageJson.Default.DictionaryStringString),
            Verified = client.Verified,
            Disabled = client.Disabled,
            Scopes = StorageJson.Write(client.Scopes),
            GrantTypes = StorageJson.Write(client.GrantTypes),
            Secrets = SecretDocument.Write(client.Secrets),
            RedirectUris = StorageJson.Write(client.RedirectUris),
            Website = client.Website,
            AuthenticationMethod = client.AuthenticationMethod,
            KeySet = client.KeySet,
            RequiresDPoP = client.RequiresDPoP,
            IsResourceServer = client.IsResourceServer,
            RegistrationToken = client.RegistrationToken?.ToArray(),
            AccessType = client.Access?.Type,
            Access = client.Access is null ? null : AccessDocument.Write(client.Access),
            CreatedAt = client.CreatedAt,
            LapsesAt = client.LapsesAt,
            Version = version,
            Owner = client.Owner,
        };

    public Client ToClient() =>
        new()
        {
            Id = Id,
            Name = Name,
            NormalizedName = NormalizedName,
            UniqueName = UniqueName,
            Description = Description,
            Email = EmailLookupKey is null ? null : new SealedEmail(EmailCiphertext ?? "", EmailLookupKey),
            Tier = Tier,
            Limits = StorageJson
                .Read(Limits, StorageJson.Default.DictionaryStringString)
                .ToImmutableDictionary(StringComparer.Ordinal),
            Verified = Verified,
            Disabled = Disabled,
            Scopes = [.. StorageJson.ReadWords(Scopes)],
            GrantTypes = [.. StorageJson.ReadWords(GrantTypes)],
            Secrets = SecretDocument.Read(Secrets),
            RedirectUris = [.. StorageJson.ReadWords(RedirectUris)],
            Website = Website,
            AuthenticationMethod = AuthenticationMethod,
            KeySet = KeySet,
            RequiresDPoP = RequiresDPoP,
            IsResourceServer = IsResourceServer,
            RegistrationToken = RegistrationToken is null ? null : new TokenHash(RegistrationToken),
            Access = AccessType is { } type ? AccessDocument.Read(Access!, type) : null,
            CreatedAt = CreatedAt,
            LapsesAt = LapsesAt,
            Version = Version,
            Owner = Owner,
        };
}
