using System.Collections.Concurrent;
using Auth.Bearer.Sessions;
using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.Options;

namespace Auth.ClientAuthentication;

/// <summary>The clients that authenticate, as they were last read: one that is known costs no look-up until it changes.</summary>
/// <remarks>
/// Kept as long as a cached token of the client would be, and let go at the same moment: a change reaches this node at once and the others
/// within the same bound. Good for letting in only: a refusal is the store's own word, so a new secret works at once everywhere.
/// </remarks>
internal sealed class KnownClients(
    IClientStore clients,
    ClientSessions sessions,
    SessionFreshness freshness,
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    private const int MaxClients = 100_000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Looks in memory only.</summary>
    public Client? Find(string clientId) =>
        _entries.TryGetValue(clientId, out var entry) && !entry.Session.IsStale && clock.Milliseconds < entry.ValidUntil
            ? entry.Session.Client
            : null;

    /// <summary>Reads a client from the store.</summary>
    public async ValueTask<Client?> ReadAsync(string clientId, CancellationToken cancellationToken)
    {
        // A change that comes meanwhile may or may not be in what is read: then it is not kept.
        var changes = sessions.Changes;
        var until = clock.Milliseconds + (long)freshness.Lifetime(options.CurrentValue.Bearer).TotalMilliseconds;
        var client = await clients.FindAsync(clientId, cancellationToken);
        if (client is null)
        {
            _entries.TryRemove(clientId, out _);
            return null;
        }

        if (_entries.Count >= MaxClients)
        {
            _entries.Clear();
        }

        var session = sessions.For(client);
        if (changes == sessions.Changes)
        {
            _entries[clientId] = new Entry(session, until);
        }

        return client;
    }

    private sealed record Entry(ClientSession Session, long ValidUntil);
}
