using System.Text.Json.Serialization;

namespace Auth.Dialects.Fediverse;

/// <summary>What a user may change about their account. There is nothing to change here, so all of it is as empty as can be.</summary>
internal sealed record AccountSource
{
    [JsonPropertyName("privacy")]
    public string Privacy { get; } = "public";

    [JsonPropertyName("sensitive")]
    public bool Sensitive { get; }

    [JsonPropertyName("language")]
    public string Language { get; } = "en";

    [JsonPropertyName("note")]
    public required string Note { get; init; }

    [JsonPropertyName("fields")]
    public IReadOnlyList<string> Fields { get; } = [];

    [JsonPropertyName("follow_requests_count")]
    public int FollowRequestsCount { get; }
}

/// <summary>What a user may do on the server: nothing out of the ordinary.</summary>
internal sealed record AccountRole
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("color")]
    public string Color { get; } = "";

    [JsonPropertyName("permissions")]
    public string Permissions { get; } = "0";

    [JsonPropertyName("highlighted")]
    public bool Highlighted { get; }
}
