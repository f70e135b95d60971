using Auth.Bearer.Sessions;

namespace Auth.Nodes;

/// <summary>Where every write to a client ends: this node's sessions at once, the other nodes' as soon as they hear.</summary>
internal sealed class ClientChanges(ClientSessions sessions, ChangeAnnouncer announcer)
{
    /// <summary>Makes every cached token of a client be read again, on all nodes.</summary>
    public void Invalidate(string clientId)
    {
        sessions.Invalidate(clientId);
        announcer.Announce(clientId);
    }
}
