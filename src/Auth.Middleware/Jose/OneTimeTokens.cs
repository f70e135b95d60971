using System.Security.Cryptography;
using System.Text;
using Auth.RateLimiting;
using Auth.Storage;
using Auth.Time;

namespace Auth.Jose;

/// <summary>Takes a token's id once and never again while the token could be accepted, on all nodes that share their counters.</summary>
/// <remarks>One unit a window in the counters of the rate limits: of callers that race with one id, one wins.</remarks>
internal sealed class OneTimeTokens(IRateLimitStore store, SharedRateLimitStore together, AuthClock clock)
{
    /// <summary>Takes an id.</summary>
    /// <param name="kind">What the id belongs to; ids of two kinds never meet.</param>
    /// <param name="owner">Whose id it is: a key or a client.</param>
    /// <param name="id">The <c>jti</c>.</param>
    /// <param name="memory">How long it must be remembered.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns><see langword="false"/> when it was taken before.</returns>
    public async ValueTask<bool> TryTakeAsync(
        string kind,
        string owner,
        string id,
        TimeSpan memory,
        CancellationToken cancellationToken
    )
    {
        // The owner has no NUL, so no two pairs make one text.
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}\0{id}"));
        // A second more, because the last moment of acceptance counts too.
        var period = TimeSpan.FromSeconds(Math.Ceiling(memory.TotalSeconds) + 1);
        var partition = $"{kind}:{Convert.ToHexStringLower(digest)}";
        RateLimitWindow[] once = [new("once", 1, period)];
        // One node alone cannot know what the others have seen: better no answer than a wrong one.
        var result = together.IsActive
            ? await together.AcquireTogetherAsync(partition, once, cost: 1)
            : await store.AcquireAsync(
                partition,
                once,
                cost: 1,
                DateTimeOffset.FromUnixTimeMilliseconds(clock.Milliseconds),
                cancellationToken
            );
        return result.Allowed;
    }
}
