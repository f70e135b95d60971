namespace Auth.Storage.EfCore;

/// <summary>A row of <c>AuthUsage</c>: one client on one day.</summary>
internal sealed class UsageRow
{
    public required string ClientId { get; set; }
    public DateOnly Day { get; set; }
    public long Allowed { get; set; }
    public long Refused { get; set; }
}
