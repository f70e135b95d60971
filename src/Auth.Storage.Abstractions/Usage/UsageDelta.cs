namespace Auth.Storage;

/// <summary>What a client has done since the last report.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Day">The UTC day it happened on.</param>
/// <param name="Allowed">Requests served.</param>
/// <param name="Refused">Requests refused by a limit.</param>
/// <param name="LastUsedAt">The latest of them.</param>
public sealed record UsageDelta(string ClientId, DateOnly Day, long Allowed, long Refused, DateTimeOffset LastUsedAt);

/// <summary>A secret that was used to authenticate.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="SecretId">Which of its secrets.</param>
/// <param name="LastUsedAt">When, the latest time.</param>
public sealed record SecretUse(string ClientId, string SecretId, DateTimeOffset LastUsedAt);
