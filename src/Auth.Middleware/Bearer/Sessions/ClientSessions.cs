using System.Collections.Concurrent;
using Auth.RateLimiting;
using Auth.Storage;

namespace Auth.Bearer.Sessions;

/// <summary>The clients whose tokens are cached, by id, so that a change of one reaches all its cached tokens at once.</summary>
/// <remarks>There is one session a client at any time: one that is replaced is invalidated, so no cached token escapes an invalidation.</remarks>
internal sealed class ClientSessions(ClientMeters meters)
{
    private readonly ConcurrentDictionary<string, ClientSession> _sessions = new(StringComparer.Ordinal);
    private readonly TierWindows _windows = new();
    private long _changes;

    /// <summary>Told of a client whose sessions end, before they do; of <see langword="null"/> when those of all clients end.</summary>
    public Action<string?> Changing { get; set; } = static _ => { };

    /// <summary>Counts invalidations; a load that sees it move must not be cached, because it may have read what was there before.</summary>
    public long Changes => Volatile.Read(ref _changes);

    /// <summary>How many clients are known.</summary>
    public int Count => _sessions.Count;

    /// <summary>The session of a client as just read from the store.</summary>
    public ClientSession For(Client client)
    {
        while (true)
        {
            if (!_sessions.TryGetValue(client.Id, out var known))
            {
                var first = Create(client);
                if (_sessions.TryAdd(client.Id, first))
                {
                    return first;
                }
            }
            else if (known.Client.Version == client.Version && !known.IsStale)
            {
                known.Touch();
                return known;
            }
            else
            {
                var next = Create(client);
                if (_sessions.TryUpdate(client.Id, next, known))
                {
                    known.Invalidate();
                    return next;
                }
            }
        }
    }

    private ClientSession Create(Client client) => new(client, meters.GetOrAdd(client.Id), _windows.Of(client));

    /// <summary>Makes every cached token of a client be read again.</summary>
    public void Invalidate(string clientId)
    {
        Changing(clientId);
        Interlocked.Increment(ref _changes);
        if (_sessions.TryRemove(clientId, out var session))
        {
            session.Invalidate();
        }
    }

    /// <summary>Makes every cached token be read again: any client may have been changed.</summary>
    public void InvalidateAll()
    {
        Changing(null);
        Interlocked.Increment(ref _changes);
        foreach (var (clientId, _) in _sessions)
        {
            if (_sessions.TryRemove(clientId, out var session))
            {
                session.Invalidate();
            }
        }
    }

    /// <summary>Forgets the clients of which no token was read since the last sweep; their cached tokens, if any, are read again.</summary>
    public void Sweep()
    {
        foreach (var pair in _sessions)
        {
            if (!pair.Value.TakeTouch() && _sessions.TryRemove(pair))
            {
                pair.Value.Invalidate();
            }
        }
    }
}
