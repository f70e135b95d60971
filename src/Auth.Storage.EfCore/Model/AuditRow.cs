namespace Auth.Storage.EfCore;

/// <summary>A row of <c>AuthAudit</c>. No foreign key: it outlives the client.</summary>
internal sealed class AuditRow
{
    public required string Id { get; set; }
    public DateTimeOffset At { get; set; }
    public required string Kind { get; set; }
    public string? ClientId { get; set; }
    public string? Actor { get; set; }
    public string? Detail { get; set; }
    public long Count { get; set; }

    public static AuditRow From(AuditEntry entry) =>
        new()
        {
            Id = entry.Id,
            At = entry.At,
            Kind = entry.Kind,
            ClientId = entry.ClientId,
            Actor = entry.Actor,
            Detail = entry.Detail,
            Count = entry.Count,
        };

    public AuditEntry ToEntry() => new(Id, At, Kind, ClientId, Actor, Detail, Count);
}
