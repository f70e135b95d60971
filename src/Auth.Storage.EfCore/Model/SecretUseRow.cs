namespace Auth.Storage.EfCore;

/// <summary>A row of <c>AuthSecretUses</c>: when one secret last authenticated.</summary>
internal sealed class SecretUseRow
{
    public required string ClientId { get; set; }
    public required string SecretId { get; set; }
    public DateTimeOffset LastUsedAt { get; set; }
}
