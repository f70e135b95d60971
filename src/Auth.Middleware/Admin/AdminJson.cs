using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth.Admin;

/// <summary>The operator API's bodies.</summary>
[JsonSerializable(typeof(ClientView))]
[JsonSerializable(typeof(ClientPageView))]
[JsonSerializable(typeof(RegisteredClientView))]
[JsonSerializable(typeof(NewSecretView))]
[JsonSerializable(typeof(InitialAccessTokenView))]
[JsonSerializable(typeof(RevokedView))]
[JsonSerializable(typeof(TierRequestView))]
[JsonSerializable(typeof(TierRequestPageView))]
internal sealed partial class AdminJson : JsonSerializerContext
{
    /// <summary>The context with snake-case names and non-ASCII text left as it is.</summary>
    public static AdminJson Relaxed { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            }
        );
}

/// <summary>A client; usage and windows only when one client is asked for.</summary>
internal sealed record ClientView(
    string ClientId,
    string Name,
    string? Description,
    string? Email,
    string Tier,
    IReadOnlyDictionary<string, string> Limits,
    bool Verified,
    bool Disabled,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LapsesAt,
    long Version,
    IReadOnlyList<SecretView>? Secrets = null,
    IReadOnlyList<WindowView>? Windows = null,
    int? LiveTokens = null,
    UsageView? Usage = null
);

/// <summary>A secret: everything but the secret.</summary>
internal sealed record SecretView(
    string Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt
);

/// <summary>Where a window of the client's tier stands on this node.</summary>
internal sealed record WindowView(string Name, string Rate, int Used, int Remaining, int ResetSeconds);

/// <summary>Recorded usage.</summary>
internal sealed record UsageView(DateTimeOffset? LastUsedAt, IReadOnlyList<DayView> Days);

/// <summary>One day of usage.</summary>
internal sealed record DayView(DateOnly Day, long Allowed, long Refused);

/// <summary>A page of clients; <c>next</c> is the <c>after</c> of the following one.</summary>
internal sealed record ClientPageView(IReadOnlyList<ClientView> Clients, string? Next);

/// <summary>A new client and its secret, shown this once.</summary>
internal sealed record RegisteredClientView(string ClientSecret, ClientView Client);

/// <summary>A new secret, shown this once.</summary>
internal sealed record NewSecretView(
    string ClientId,
    string ClientSecret,
    string SecretId,
    DateTimeOffset? PreviousSecretsExpireAt
);

/// <summary>A token that allows one registration, shown this once.</summary>
internal sealed record InitialAccessTokenView(string InitialAccessToken, DateTimeOffset ExpiresAt);

/// <summary>How many tokens were revoked.</summary>
internal sealed record RevokedView(int Revoked);

/// <summary>A request for another tier.</summary>
internal sealed record TierRequestView(
    string Id,
    string ClientId,
    string Tier,
    string Reason,
    string Status,
    DateTimeOffset CreatedAt,
    string? Note,
    DateTimeOffset? DecidedAt
);

/// <summary>A page of requests.</summary>
internal sealed record TierRequestPageView(IReadOnlyList<TierRequestView> Requests, string? Next);
