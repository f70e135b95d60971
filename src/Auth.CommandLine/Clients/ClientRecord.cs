using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth.CommandLine.Clients;

/// <summary>A client as the operator API shows it; what is not named here passes through to <c>--json</c>.</summary>
internal sealed record ClientRecord
{
    public string ClientId { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public string? Email { get; init; }

    public string Tier { get; init; } = "";

    public IReadOnlyDictionary<string, string> Limits { get; init; } = new Dictionary<string, string>();

    public bool Verified { get; init; }

    public bool Disabled { get; init; }

    public bool ResourceServer { get; init; }

    public string? AccessType { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LapsesAt { get; init; }

    public IReadOnlyList<SecretRecord> Secrets { get; init; } = [];

    public IReadOnlyList<WindowRecord> Windows { get; init; } = [];

    public int? LiveTokens { get; init; }

    public UsageRecord? Usage { get; init; }

    /// <summary>Whether and why the client is limited.</summary>
    [JsonIgnore]
    public string State =>
        Disabled ? "disabled"
        : Verified ? "verified"
        : LapsesAt is null ? "not verified"
        : "waits for its e-mail";

    public static ClientRecord Read(JsonElement json) => json.Deserialize(ClientJson.Default.ClientRecord)!;
}

/// <summary>One of a client's secrets: everything but the secret.</summary>
internal sealed record SecretRecord(
    string Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt
);

/// <summary>Where a window of the client's limits stands.</summary>
internal sealed record WindowRecord(string Name, string Rate, int Used, int Remaining, int ResetSeconds);

/// <summary>Recorded usage.</summary>
internal sealed record UsageRecord(DateTimeOffset? LastUsedAt, IReadOnlyList<DayRecord> Days);

/// <summary>One day of it.</summary>
internal sealed record DayRecord(DateOnly Day, long Allowed, long Refused);

/// <summary>Reads clients.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ClientRecord))]
internal sealed partial class ClientJson : JsonSerializerContext;
