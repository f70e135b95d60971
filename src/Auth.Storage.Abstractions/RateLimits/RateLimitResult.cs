namespace Auth.Storage;

/// <summary>The decision over all windows of one request.</summary>
/// <param name="Allowed">Whether the request was admitted. A refused one consumed nothing.</param>
/// <param name="Windows">The windows after the decision, in the order asked.</param>
/// <param name="RetryAfter">Zero when admitted; else the wait after which the same caller, retrying alone, is admitted.</param>
public sealed record RateLimitResult(bool Allowed, IReadOnlyList<RateLimitWindowState> Windows, TimeSpan RetryAfter);
