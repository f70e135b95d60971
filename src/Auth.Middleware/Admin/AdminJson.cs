using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Auth.Admin.Import;

namespace Auth.Admin;

/// <summary>The operator API's bodies.</summary>
[JsonSerializable(typeof(ClientView))]
[JsonSerializable(typeof(ClientPageView))]
[JsonSerializable(typeof(RegisteredClientView))]
[JsonSerializable(typeof(NewSecretView))]
[JsonSerializable(typeof(InitialAccessTokenView))]
[JsonSerializable(typeof(RevokedView))]
[JsonSerializable(typeof(ClientImportView))]
[JsonSerializable(typeof(TierRequestView))]
[JsonSerializable(typeof(TierRequestPageView))]
[JsonSerializable(typeof(AuditEntryView))]
[JsonSerializable(typeof(AuditPageView))]
[JsonSerializable(typeof(OutboxPageView))]
[JsonSerializable(typeof(OverviewView))]
internal sealed partial class AdminJson : JsonSerializerContext
{
    /// <summary>The context with non-ASCII text left as it is and absent members left out.</summary>
    public static AdminJson Relaxed { get; } =
        new(
            new JsonSerializerOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            }
        );
}

/// <summary>A client; usage and windows only when one client is asked for.</summary>
internal sealed record ClientView(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("description")] string? Description,
    [property: JsonPropertyName("email")] string? Email,
    [property: JsonPropertyName("tier")] string Tier,
    [property: JsonPropertyName("limits")] IReadOnlyDictionary<string, string> Limits,
    [property: JsonPropertyName("verified")] bool Verified,
    [property: JsonPropertyName("disabled")] bool Disabled,
    [property: JsonPropertyName("resource_server")] bool ResourceServer,
    [property: JsonPropertyName("access_type")] string? AccessType,
    [property: JsonPropertyName("scopes")] IReadOnlyList<string> Scopes,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("lapses_at")] DateTimeOffset? LapsesAt,
    [property: JsonPropertyName("version")] long Version,
    [property: JsonPropertyName("secrets")] IReadOnlyList<SecretView>? Secrets = null,
    [property: JsonPropertyName("windows")] IReadOnlyList<WindowView>? Windows = null,
    [property: JsonPropertyName("live_tokens")] int? LiveTokens = null,
    [property: JsonPropertyName("usage")] UsageView? Usage = null
);

/// <summary>A secret: everything but the secret.</summary>
internal sealed record SecretView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("expires_at")] DateTimeOffset? ExpiresAt,
    [property: JsonPropertyName("last_used_at")] DateTimeOffset? LastUsedAt
);

/// <summary>Where a window of the client's tier stands on this node.</summary>
internal sealed record WindowView(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("rate")] string Rate,
    [property: JsonPropertyName("used")] int Used,
    [property: JsonPropertyName("remaining")] int Remaining,
    [property: JsonPropertyName("reset_seconds")] int ResetSeconds
);

/// <summary>Recorded usage.</summary>
internal sealed record UsageView(
    [property: JsonPropertyName("last_used_at")] DateTimeOffset? LastUsedAt,
    [property: JsonPropertyName("days")] IReadOnlyList<DayView> Days
);

/// <summary>One day of usage.</summary>
internal sealed record DayView(
    [property: JsonPropertyName("day")] DateOnly Day,
    [property: JsonPropertyName("allowed")] long Allowed,
    [property: JsonPropertyName("refused")] long Refused
);

/// <summary>A page of clients; <c>next</c> is the <c>after</c> of the following one.</summary>
internal sealed record ClientPageView(
    [property: JsonPropertyName("clients")] IReadOnlyList<ClientView> Clients,
    [property: JsonPropertyName("next")] string? Next
);

/// <summary>A new client and its secret, shown this once.</summary>
internal sealed record RegisteredClientView(
    [property: JsonPropertyName("client_secret")] string ClientSecret,
    [property: JsonPropertyName("client")] ClientView Client
);

/// <summary>A new secret, shown this once.</summary>
internal sealed record NewSecretView(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_secret")] string ClientSecret,
    [property: JsonPropertyName("secret_id")] string SecretId,
    [property: JsonPropertyName("previous_secrets_expire_at")] DateTimeOffset? PreviousSecretsExpireAt
);

/// <summary>A token that allows one registration, shown this once.</summary>
internal sealed record InitialAccessTokenView(
    [property: JsonPropertyName("initial_access_token")] string InitialAccessToken,
    [property: JsonPropertyName("expires_at")] DateTimeOffset ExpiresAt
);

/// <summary>How many tokens were revoked.</summary>
internal sealed record RevokedView([property: JsonPropertyName("revoked")] int Revoked);

/// <summary>A request for another tier.</summary>
internal sealed record TierRequestView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("tier")] string Tier,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("note")] string? Note,
    [property: JsonPropertyName("decided_at")] DateTimeOffset? DecidedAt
);

/// <summary>A page of requests.</summary>
internal sealed record TierRequestPageView(
    [property: JsonPropertyName("requests")] IReadOnlyList<TierRequestView> Requests,
    [property: JsonPropertyName("next")] string? Next
);
