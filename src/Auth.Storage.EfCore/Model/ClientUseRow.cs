namespace Auth.Storage.EfCore;

/// <summary>A row of <c>AuthClientUses</c>: when a client last called. It outlives the days that are removed.</summary>
internal sealed class ClientUseRow
{
    public required string ClientId { get; set; }
    public DateTimeOffset LastUsedAt { get; set; }
}
