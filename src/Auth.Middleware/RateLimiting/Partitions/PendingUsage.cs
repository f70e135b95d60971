using System.Runtime.InteropServices;
using Auth.Storage;

namespace Auth.RateLimiting;

/// <summary>What a client did on one day and nobody has reported yet. Plain data: the meter serialises access.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct PendingUsage
{
    private long _allowed;
    private long _refused;
    private long _lastUsedMs;
    private bool _isQueued;

    /// <summary>Whether a time lies before the day that is counted now.</summary>
    public readonly bool IsLaterThan(long now) => DayOf(now) < DayOf(_lastUsedMs);

    /// <summary>Ends the day that is counted if <paramref name="now"/> lies after it.</summary>
    /// <returns>The day's usage; <see langword="null"/> when there is none or it goes on.</returns>
    public UsageDelta? EndDay(string clientId, long now) => DayOf(now) > DayOf(_lastUsedMs) ? Close(clientId) : null;

    /// <summary>Adds requests.</summary>
    /// <returns>Whether the client has to be queued for the next report.</returns>
    public bool Add(long allowed, long refused, long now)
    {
        _allowed += allowed;
        _refused += refused;
        _lastUsedMs = Math.Max(_lastUsedMs, now);
        return !_isQueued && (_isQueued = true);
    }

    /// <summary>Takes everything for a report.</summary>
    public UsageDelta? Take(string clientId)
    {
        _isQueued = false;
        return Close(clientId);
    }

    private UsageDelta? Close(string clientId)
    {
        if ((_allowed | _refused) == 0)
            return null;

        var lastUsed = DateTimeOffset.FromUnixTimeMilliseconds(_lastUsedMs);
        var usage = new UsageDelta(clientId, DateOnly.FromDateTime(lastUsed.UtcDateTime), _allowed, _refused, lastUsed);
        _allowed = _refused = 0;
        return usage;
    }

    private static long DayOf(long now) => now / 86_400_000;
}
