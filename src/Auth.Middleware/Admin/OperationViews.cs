using System.Text.Json.Serialization;
using Auth.Storage;

namespace Auth.Admin;

/// <summary>An entry of the audit log.</summary>
internal sealed record AuditEntryView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("client_id")] string? ClientId,
    [property: JsonPropertyName("actor")] string? Actor,
    [property: JsonPropertyName("count")] long Count,
    [property: JsonPropertyName("detail")] string? Detail
)
{
    public static AuditEntryView Of(AuditEntry entry) =>
        new(entry.Id, entry.At, entry.Kind, entry.ClientId, entry.Actor, entry.Count, entry.Detail);
}

/// <summary>A page of the audit log; <c>next</c> is the <c>after</c> of the following one.</summary>
internal sealed record AuditPageView(
    [property: JsonPropertyName("entries")] IReadOnlyList<AuditEntryView> Entries,
    [property: JsonPropertyName("next")] string? Next
);

/// <summary>A mail that waits: everything but what is in it.</summary>
internal sealed record OutboxMessageView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("due_at")] DateTimeOffset DueAt,
    [property: JsonPropertyName("attempts")] int Attempts,
    [property: JsonPropertyName("last_error")] string? LastError
)
{
    public static OutboxMessageView Of(OutboxMessage message) =>
        new(
            message.Id,
            message.Kind,
            message.ClientId,
            message.CreatedAt,
            message.DueAt,
            message.Attempts,
            message.LastError
        );
}

/// <summary>A page of the mails that wait, and how many wait altogether.</summary>
internal sealed record OutboxPageView(
    [property: JsonPropertyName("waiting")] int Waiting,
    [property: JsonPropertyName("messages")] IReadOnlyList<OutboxMessageView> Messages,
    [property: JsonPropertyName("next")] string? Next
);
