using System.Text.Json.Serialization;

namespace Auth.Admin;

/// <summary>How the service is doing: what the store knows of all nodes, and what this node knows of itself.</summary>
internal sealed record OverviewView(
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("all_nodes")] StoredOverviewView AllNodes,
    [property: JsonPropertyName("this_node")] NodeOverviewView ThisNode
);

/// <summary>What the store knows; requests are those of clients, written every few seconds.</summary>
internal sealed record StoredOverviewView(
    [property: JsonPropertyName("days")] IReadOnlyList<DayView> Days,
    [property: JsonPropertyName("busiest_today")] IReadOnlyList<BusyClientView> BusiestToday,
    [property: JsonPropertyName("registered_24h")] long Registered,
    [property: JsonPropertyName("verified_24h")] long Verified,
    [property: JsonPropertyName("removed_24h")] long Removed,
    [property: JsonPropertyName("authentication_failed_24h")] long AuthenticationFailed,
    [property: JsonPropertyName("pending_tier_requests")] int PendingTierRequests,
    [property: JsonPropertyName("waiting_mails")] int WaitingMails
);

/// <summary>A client and what it did today.</summary>
internal sealed record BusyClientView(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("allowed")] long Allowed,
    [property: JsonPropertyName("refused")] long Refused
);

/// <summary>What this node knows of itself since it started.</summary>
internal sealed record NodeOverviewView(
    [property: JsonPropertyName("started_at")] DateTimeOffset StartedAt,
    [property: JsonPropertyName("traffic")] IReadOnlyList<TrafficView> Traffic,
    [property: JsonPropertyName("minutes")] IReadOnlyList<MinuteView> Minutes,
    [property: JsonPropertyName("counters")] string Counters,
    [property: JsonPropertyName("nodes")] int Nodes,
    [property: JsonPropertyName("cleanup")] CleanupView Cleanup
);

/// <summary>Requests of one tier under one policy, anonymous ones too.</summary>
internal sealed record TrafficView(
    [property: JsonPropertyName("tier")] string Tier,
    [property: JsonPropertyName("policy")] string Policy,
    [property: JsonPropertyName("allowed")] long Allowed,
    [property: JsonPropertyName("refused")] long Refused
);

/// <summary>One minute of this node.</summary>
internal sealed record MinuteView(
    [property: JsonPropertyName("ended_at")] DateTimeOffset EndedAt,
    [property: JsonPropertyName("allowed")] long Allowed,
    [property: JsonPropertyName("refused")] long Refused
);

/// <summary>What clean-up has done on this node.</summary>
internal sealed record CleanupView(
    [property: JsonPropertyName("last_run_at")] DateTimeOffset? LastRunAt,
    [property: JsonPropertyName("failing")] bool Failing,
    [property: JsonPropertyName("removed")] IReadOnlyDictionary<string, long> Removed
);
