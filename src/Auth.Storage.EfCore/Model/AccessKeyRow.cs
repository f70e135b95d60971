namespace Auth.Storage.EfCore;

/// <summary>A row of <c>AuthAccessKeys</c>.</summary>
internal sealed class AccessKeyRow
{
    public required byte[] Hash { get; set; }
    public required string Id { get; set; }
    public required string ClientId { get; set; }
    public bool ActsAsClient { get; set; }
    public required string CreatedBy { get; set; }
    public string? Description { get; set; }
    public required string Resources { get; set; }
    public required string Ending { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public long Version { get; set; }

    public static AccessKeyRow From(AccessKey key, long version) =>
        new()
        {
            Hash = key.Hash.ToArray(),
            Id = key.Id,
            ClientId = key.ClientId,
            ActsAsClient = key.ActsAsClient,
            CreatedBy = key.CreatedBy,
            Description = key.Description,
            Resources = ResourceDocument.Write(key.Resources),
            Ending = key.Ending,
            CreatedAt = key.CreatedAt,
            Version = version,
        };

    public AccessKey ToKey() =>
        new()
        {
            Hash = new TokenHash(Hash),
            Id = Id,
            ClientId = ClientId,
            ActsAsClient = ActsAsClient,
            CreatedBy = CreatedBy,
            Description = Description,
            Resources = ResourceDocument.Read(Resources),
            Ending = Ending,
            CreatedAt = CreatedAt,
            Version = Version,
        };
}
