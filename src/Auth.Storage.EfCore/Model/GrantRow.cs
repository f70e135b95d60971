namespace Auth.Storage.EfCore;

/// <summary>A row of <c>AuthGrants</c>.</summary>
internal sealed class GrantRow
{
    public required byte[] Hash { get; set; }
    public required string Kind { get; set; }
    public string? ClientId { get; set; }
    public string? BoundTo { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? UsedAt { get; set; }
    public string? Subject { get; set; }
    public string? AuthorizationId { get; set; }
    public string? Data { get; set; }

    public static GrantRow From(Grant grant) =>
        new()
        {
            Hash = grant.Hash.ToArray(),
            Kind = grant.Kind,
            ClientId = grant.ClientId,
            BoundTo = grant.BoundTo,
            CreatedAt = grant.CreatedAt,
            ExpiresAt = grant.ExpiresAt,
            UsedAt = grant.UsedAt,
            Subject = grant.Subject,
            AuthorizationId = grant.AuthorizationId,
            Data = grant.Data,
        };

    public Grant ToGrant() =>
        new(new TokenHash(Hash), Kind, ClientId, BoundTo, CreatedAt, ExpiresAt, UsedAt)
        {
            Subject = Subject,
            AuthorizationId = AuthorizationId,
            Data = Data,
        };
}
