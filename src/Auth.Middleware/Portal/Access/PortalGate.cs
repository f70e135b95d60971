using Auth.Storage;
using Auth.Time;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal.Access;

/// <summary>Says who looks at the portal and which clients are theirs.</summary>
internal sealed class PortalGate(PortalSessions sessions, HostUsers users, IClientStore clients, AuthClock clock)
{
    private const int Most = 200;

    /// <summary>Who makes a request.</summary>
    public async ValueTask<PortalVisitor> FindAsync(HttpContext context) =>
        new(await sessions.FindAsync(context), await users.FindAsync(context));

    /// <summary>The client of a page, or <see langword="null"/> when it is not the visitor's: nobody learns which ids exist.</summary>
    public async ValueTask<Client?> ClientAsync(HttpContext context, PortalVisitor visitor)
    {
        var id = context.Request.RouteValues["id"] as string ?? "";
        return
            visitor.IsKnown
            && !id.Contains('\0', StringComparison.Ordinal)
            && await clients.FindAsync(id, context.RequestAborted) is { } client
            && !client.HasLapsed(clock.UtcNow)
            && visitor.Manages(client)
            ? client
            : null;
    }

    /// <summary>The visitor's clients, newest first.</summary>
    public async ValueTask<IReadOnlyList<Client>> ClientsAsync(
        PortalVisitor visitor,
        CancellationToken cancellationToken
    )
    {
        List<Client> found = [];
        if (visitor.Session is { EmailKeys.IsEmpty: false } session)
        {
            found.AddRange(await OfAddressAsync(session.EmailKeys, cancellationToken));
        }

        if (visitor.Session?.ClientId is { } id && await clients.FindAsync(id, cancellationToken) is { } own)
        {
            found.Add(own);
        }

        if (visitor.User is { } user)
        {
            var query = new ClientQuery(Text: null, NormalizedText: null, [], After: null, Most)
            {
                Owner = user.Subject,
            };
            found.AddRange(await clients.PageAsync(query, cancellationToken));
        }

        return
        [
            .. found
                .Where(client => !client.HasLapsed(clock.UtcNow))
                .DistinctBy(client => client.Id)
                .OrderByDescending(client => client.CreatedAt),
        ];
    }

    /// <summary>The clients of an address.</summary>
    /// <param name="emailKeys">Its look-up keys.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public ValueTask<IReadOnlyList<Client>> OfAddressAsync(
        IReadOnlyList<string> emailKeys,
        CancellationToken cancellationToken
    ) =>
        // No client has an empty id, so only the address counts.
        clients.PageAsync(
            new ClientQuery(Text: "", NormalizedText: null, emailKeys, After: null, Most),
            cancellationToken
        );
}
