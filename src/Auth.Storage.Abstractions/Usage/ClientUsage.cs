using System.Collections.Immutable;

namespace Auth.Storage;

/// <summary>A client's recorded usage.</summary>
/// <param name="LastUsedAt">When it last called; <see langword="null"/> when it never did.</param>
/// <param name="Days">One entry a day that saw requests, oldest first.</param>
/// <param name="SecretsLastUsedAt">When each secret last authenticated, by secret id.</param>
public sealed record ClientUsage(
    DateTimeOffset? LastUsedAt,
    ImmutableArray<DailyUsage> Days,
    ImmutableDictionary<string, DateTimeOffset> SecretsLastUsedAt
)
{
    /// <summary>The usage of a client that was never seen.</summary>
    public static ClientUsage None { get; } = new(null, [], ImmutableDictionary<string, DateTimeOffset>.Empty);
}

/// <summary>One day of a client's usage.</summary>
/// <param name="Day">The UTC day.</param>
/// <param name="Allowed">Requests served.</param>
/// <param name="Refused">Requests refused by a limit.</param>
public sealed record DailyUsage(DateOnly Day, long Allowed, long Refused);

/// <summary>What a client did on one day.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Allowed">Requests served.</param>
/// <param name="Refused">Requests refused by a limit.</param>
public sealed record BusyClient(string ClientId, long Allowed, long Refused);
