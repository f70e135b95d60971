using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Auth.Storage.Contracts;

/// <summary>Records to store, valid and distinct.</summary>
public static class Some
{
    /// <summary>The time of every test; not a round number, so that lost ticks show.</summary>
    public static DateTimeOffset Now { get; } =
        new DateTimeOffset(2026, 11, 21, 12, 34, 56, TimeSpan.Zero).AddTicks(1_234_567);

    /// <summary>The smallest step of time.</summary>
    public static TimeSpan Tick { get; } = TimeSpan.FromTicks(1);

    /// <summary>The UTC day of <see cref="Now"/>.</summary>
    public static DateOnly Today { get; } = DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>A new identifier.</summary>
    public static string Id() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>A new hash.</summary>
    public static TokenHash Hash() => new(RandomNumberGenerator.GetBytes(TokenHash.Size));

    /// <summary>A client with the least that is required.</summary>
    public static Client Client(string? uniqueName = null, DateTimeOffset? lapsesAt = null, string name = "Some app") =>
        new()
        {
            Id = Id(),
            Name = name,
            NormalizedName = name.ToLowerInvariant(),
            UniqueName = uniqueName,
            Tier = "standard",
            CreatedAt = Now,
            LapsesAt = lapsesAt,
        };

    /// <summary>A client with a value in every property.</summary>
    public static Client FullClient() =>
        Client("full app", Now.AddDays(7), "Full app") with
        {
            Description = "Reads images.",
            Email = new SealedEmail("sealed:abc", "lookup-key"),
            Limits = ImmutableDictionary<string, string>.Empty.Add("burst", "500/min").Add("sustained", "9/day"),
            Verified = true,
            Disabled = true,
            Scopes = ["write", "read", "orders:read"],
            GrantTypes = ["client_credentials", "authorization_code"],
            RedirectUris = ["https://app.example/cb", "urn:ietf:wg:oauth:2.0:oob"],
            Website = "https://app.example/",
            AuthenticationMethod = "private_key_jwt",
            KeySet = "{\"keys\":[]}",
            RequiresDPoP = true,
            IsResourceServer = true,
            RegistrationToken = Hash(),
            Owner = "user-1",
            Access = Access(),
            Secrets =
            [
                new ClientSecret("s2", new SecretHash("v1$sha256$AAAA"), Now.AddDays(-1), Now.AddDays(1)),
                new ClientSecret("s1", new SecretHash("v1$sha256$BBBB"), Now, ExpiresAt: null),
            ],
        };

    /// <summary>Access with a value in every property.</summary>
    public static ClientAccess Access(ClientAccessType type = ClientAccessType.Admin) =>
        new()
        {
            Type = type,
            Roles = ["r2", "r1"],
            Resources = [Resource("collection:v1_things"), new ResourceAccess("clients", AccessMatrix.Full)],
            Data = "{\"name\":\"Zoë\"}",
        };

    /// <summary>Access to a resource with rules of every kind.</summary>
    public static ResourceAccess Resource(string name) =>
        new(
            name,
            new AccessMatrix
            {
                Create = AccessRule.Full,
                Read = new AccessRule("{\"a\":\"é\"}", "{\"b\":1}"),
                UpdateOwn = new AccessRule(Fields: "{\"c\":0}"),
                DeleteOwn = new AccessRule("{\"d\":1}"),
            }
        );

    /// <summary>A role.</summary>
    public static Role Role(string name) =>
        new()
        {
            Id = Id(),
            Name = name,
            ParentId = Id(),
            Resources = [Resource("media:uploads"), Resource("keys")],
        };

    /// <summary>A key of a client.</summary>
    public static AccessKey AccessKey(string clientId, DateTimeOffset? createdAt = null) =>
        new()
        {
            Id = Id(),
            Hash = Hash(),
            ClientId = clientId,
            ActsAsClient = true,
            CreatedBy = "somebody",
            Description = "For the night run",
            Resources = [Resource("roles")],
            Ending = "aB3dE",
            CreatedAt = createdAt ?? Now,
        };

    /// <summary>A token of a client.</summary>
    public static AccessToken Token(string clientId, DateTimeOffset? expiresAt = null) =>
        new(Hash(), clientId, ["read", "write"], Now, expiresAt ?? Now.AddHours(1));

    /// <summary>A token that a user approved.</summary>
    public static AccessToken UserToken(string clientId, string subject, string authorizationId) =>
        Token(clientId) with
        {
            Subject = subject,
            AuthorizationId = authorizationId,
        };

    /// <summary>An authorization code of a user.</summary>
    public static Grant Code(string clientId, string subject, string authorizationId) =>
        Grant(clientId, kind: GrantKinds.AuthorizationCode) with
        {
            Subject = subject,
            AuthorizationId = authorizationId,
            Data = "{\"redirect_uri\":\"https://app.example/cb\"}",
        };

    /// <summary>A grant of a client.</summary>
    public static Grant Grant(
        string? clientId,
        DateTimeOffset? expiresAt = null,
        string kind = GrantKinds.EmailVerification
    ) => new(Hash(), kind, clientId, "bound", Now, expiresAt ?? Now.AddHours(1));

    /// <summary>A mail to a client, due at <see cref="Now"/>.</summary>
    public static OutboxMessage Mail(string clientId, DateTimeOffset? dueAt = null) =>
        new(Id(), OutboxKinds.EmailVerification, clientId, "reference", Now, dueAt ?? Now);

    /// <summary>An entry of the audit log with a value in every property.</summary>
    public static AuditEntry Audit(DateTimeOffset? at = null, string kind = "client_changed") =>
        new(Id(), at ?? Now, kind, "client-1", "ada", "tier=enhanced", Count: 3);

    /// <summary>A client's pending request.</summary>
    public static TierRequest TierRequest(string clientId, DateTimeOffset? createdAt = null) =>
        new(Id(), clientId, "enhanced", "We have grown.", createdAt ?? Now);

    /// <summary>The pages of a search for everything.</summary>
    public static ClientQuery All(string? after = null, int limit = 200) => new(null, null, [], after, limit);

    /// <summary>A search as an operator types it.</summary>
    public static ClientQuery Search(
        string text,
        string? emailLookupKey = null,
        string? after = null,
        int limit = 200
    ) => new(text, text.ToLowerInvariant(), emailLookupKey is null ? [] : [emailLookupKey], after, limit);
}
