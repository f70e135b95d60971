using System.Collections.Concurrent;
using Auth.RateLimiting;
using Auth.Storage;

namespace Auth.Bearer.Sessions;

/// <summary>The clients whose tokens are cached, by id, so that a change of one reaches all its cached tokens at once.</summary>
internal sealed class ClientSessions(ClientMeters meters)
{
    private readonly ConcurrentDictionary<string, ClientSession> _sessions = new(StringComparer.Ordinal);
    private long _changes;

    /// <summary>Counts invalidations; a load that sees it move must not be cached, because it may have read what was there before.</summary>
    public long Changes => Volatile.Read(ref _changes);

    /// <summary>The session of a client as just read from the store.</summary>
    public ClientSession For(Client client)
    {
        if (_sessions.TryGetValue(client.Id, out var known) && known.Client.Version == client.Version && !known.IsStale)
        {
            return known;
        }

        return _sessions[client.Id] = new ClientSession(client, meters.GetOrAdd(client.Id));
    }

    /// <summary>Makes every cached token of a client be read again.</summary>
    public void Invalidate(string clientId)
    {
        Interlocked.Increment(ref _changes);
        if (_sessions.TryRemove(clientId, out var session))
        {
            session.Invalidate();
        }
    }

    /// <summary>Forgets the clients whose meters were swept.</summary>
    public void Forget(string clientId) => _sessions.TryRemove(clientId, out _);
}
