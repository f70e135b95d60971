using System.Collections.Immutable;
using Auth.Authorization.Users;
using Auth.Storage;

namespace Auth.Portal.Access;

/// <summary>Who looks at the portal: somebody unknown, somebody who came by a mailed link or has just registered, a user of the host, or both.</summary>
/// <param name="Session">The session; <see langword="null"/> for none.</param>
/// <param name="User">The user of the host; <see langword="null"/> when none is signed in.</param>
internal sealed record PortalVisitor(PortalSession? Session, SignedInUser? User)
{
    /// <summary>Whether anything is known of them.</summary>
    public bool IsKnown => Session is not null || User is not null;

    /// <summary>What ties forms to them.</summary>
    public string Subject => $"portal:{User?.Subject}:{Session?.Id}";

    /// <summary>Whether a client is theirs: registered from their address, by this very session, or by them as a user of the host.</summary>
    public bool Manages(Client client) =>
        (Session is not null && Session.Covers(client)) || (User is not null && client.Owner == User.Subject);
}

/// <summary>What a session opens: the clients of an address, or one client.</summary>
/// <param name="Id">Names the session in forms; no secret.</param>
/// <param name="ClientId">The one client; <see langword="null"/> for a session of an address.</param>
/// <param name="EmailKeys">The look-up keys of the address, the current one first; empty for a session of one client.</param>
internal sealed record PortalSession(string Id, string? ClientId, ImmutableArray<string> EmailKeys)
{
    /// <summary>Whether it opens a client.</summary>
    public bool Covers(Client client) =>
        client.Id == ClientId
        || (client.Email is { } email && EmailKeys.Contains(email.LookupKey, StringComparer.Ordinal));
}
