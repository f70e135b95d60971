using System.Runtime.InteropServices;
using Auth.Storage;

namespace Auth.RateLimiting;

/// <summary>Where shared windows stood when the store answered last. Plain data: its partition serialises access.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct SharedStanding(int windows)
{
    private readonly long[] _used = new long[windows];
    private readonly long[] _resetAt = new long[windows];

    /// <summary>Notes an answer.</summary>
    public readonly void Note(CounterGrant grant, long now)
    {
        for (var i = 0; i < _used.Length; i++)
        {
            _used[i] = grant.Windows[i].Used;
            _resetAt[i] = now + (long)Math.Ceiling(grant.Windows[i].ResetAfter.TotalMilliseconds);
        }
    }

    /// <summary>Writes a decision: units that this node has reserved and not spent are shown as free.</summary>
    public readonly void Fill(
        WindowSet set,
        int reserved,
        int cost,
        bool isAdmitted,
        long now,
        ref RateLimitDecision decision
    )
    {
        decision.IsAdmitted = isAdmitted;
        decision.RetryAfterSeconds = 0;
        for (var i = 0; i < _used.Length; i++)
        {
            var limit = set.Windows[i].Limit;
            var used = (int)Math.Max(0, _used[i] - reserved);
            var wait = used == 0 ? 0 : (int)Math.Max(1, (_resetAt[i] - now + 999) / 1_000);
            decision[i] = new RateLimitReading(used, Math.Max(0, limit - used), wait);
            if (!isAdmitted && (long)used + cost > limit)
            {
                decision.RetryAfterSeconds = Math.Max(decision.RetryAfterSeconds, wait);
            }
        }

        if (!isAdmitted && decision.RetryAfterSeconds == 0)
        {
            decision.RetryAfterSeconds = 1;
        }
    }
}
