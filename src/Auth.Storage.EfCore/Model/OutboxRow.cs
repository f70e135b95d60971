namespace Auth.Storage.EfCore;

/// <summary>A row of <c>AuthOutbox</c>.</summary>
internal sealed class OutboxRow
{
    public required string Id { get; set; }
    public required string Kind { get; set; }
    public required string ClientId { get; set; }
    public string? Reference { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset DueAt { get; set; }
    public int Attempts { get; set; }
    public string? LastError { get; set; }

    public static OutboxRow From(OutboxMessage message) =>
        new()
        {
            Id = message.Id,
            Kind = message.Kind,
            ClientId = message.ClientId,
            Reference = message.Reference,
            CreatedAt = message.CreatedAt,
            DueAt = message.DueAt,
            Attempts = message.Attempts,
            LastError = message.LastError,
        };

    public OutboxMessage ToMessage() =>
        new(Id, Kind, ClientId, Reference, CreatedAt, DueAt, Attempts) { LastError = LastError };
}
