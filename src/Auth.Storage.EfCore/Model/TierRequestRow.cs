namespace Auth.Storage.EfCore;

/// <summary>A row of <c>AuthTierRequests</c>.</summary>
internal sealed class TierRequestRow
{
    public required string Id { get; set; }
    public required string ClientId { get; set; }

    /// <summary>The client while the request is pending, else null: its unique index admits one pending request a client.</summary>
    public string? PendingFor { get; set; }
    public required string Tier { get; set; }
    public required string Reason { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public TierRequestStatus Status { get; set; }
    public string? Note { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }

    public static TierRequestRow From(TierRequest request) =>
        new()
        {
            Id = request.Id,
            ClientId = request.ClientId,
            PendingFor = request.Status == TierRequestStatus.Pending ? request.ClientId : null,
            Tier = request.Tier,
            Reason = request.Reason,
            CreatedAt = request.CreatedAt,
            Status = request.Status,
            Note = request.Note,
            DecidedAt = request.DecidedAt,
        };

    public TierRequest ToRequest() => new(Id, ClientId, Tier, Reason, CreatedAt, Status, Note, DecidedAt);
}
