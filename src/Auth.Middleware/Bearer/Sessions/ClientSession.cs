using System.Security.Claims;
using Auth.RateLimiting;
using Auth.Storage;

namespace Auth.Bearer.Sessions;

/// <summary>A client as it was last read, shared by all its cached tokens, with what limits and counts its requests.</summary>
/// <remarks>
/// What every request asks of it lies in it and not behind it: with many clients each object on the way is fetched from memory anew. For the same reason
/// clients share the text of their tier, and the windows unless they have their own.
/// </remarks>
internal sealed class ClientSession(Client client, ClientMeter meter, ClientWindows windows)
{
    /// <summary>How often a refusal is told as a fact, in milliseconds.</summary>
    private const long ReportInterval = 60_000;

    private long _reportedAt = long.MinValue / 2;
    private volatile TokenSession? _latest;
    private volatile bool _stale;
    private volatile bool _touched = true;

    /// <summary>The client as stored.</summary>
    public Client Client { get; } = client;

    /// <summary>Counts the client's requests.</summary>
    public ClientMeter Meter { get; } = meter;

    /// <summary>The client's own windows.</summary>
    public ClientWindows Windows { get; } = windows;

    /// <summary>The client's tier; the same text for all clients in it.</summary>
    public string Tier { get; } = windows.Tier;

    /// <summary>Whether the client is limited by itself; an unverified one shares the limits of its address.</summary>
    public bool HasOwnLimits { get; } = client.Verified;

    /// <summary>Whether the client was changed since: its cached tokens are then read again.</summary>
    public bool IsStale => _stale;

    /// <summary>The session of a token of the client: the latest one when it says the same, as most tokens of a client do.</summary>
    public TokenSession SessionOf(AccessToken token, string scheme, IReadOnlyList<Claim> added, AccessKey? key)
    {
        if (added.Count > 0 || key is not null)
        {
            return TokenSession.Live(token, this, scheme, added, key);
        }

        var latest = _latest;
        if (latest is null || !latest.Fits(token))
        {
            _latest = latest = TokenSession.Live(token, this, scheme, added);
        }

        return latest;
    }

    /// <summary>Marks the session as outlived.</summary>
    public void Invalidate() => _stale = true;

    /// <summary>Notes that a token of the client was read.</summary>
    public void Touch() => _touched = true;

    /// <summary>Whether it is time to tell that the client is over its limit: once a minute, so that a flood of requests is not one of facts.</summary>
    public bool TakeReport(long now)
    {
        var reported = Volatile.Read(ref _reportedAt);
        return now - reported >= ReportInterval
            && Interlocked.CompareExchange(ref _reportedAt, now, reported) == reported;
    }

    /// <summary>Whether a token was read since the last call.</summary>
    public bool TakeTouch()
    {
        var touched = _touched;
        _touched = false;
        return touched;
    }
}
