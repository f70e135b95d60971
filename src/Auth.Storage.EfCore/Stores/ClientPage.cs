using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Reads one page of an operator's search, newest first, by key and not by offset.</summary>
internal static class ClientPage
{
    public static async Task<IReadOnlyList<Client>> ReadAsync(
        DbContext db,
        ClientQuery query,
        CancellationToken cancellationToken
    )
    {
        var clients = db.Set<ClientRow>().AsNoTracking();
        if (query.After is { } last)
        {
            var lastCreatedAt = await clients
                .Where(client => client.Id == last)
                .Select(client => (DateTimeOffset?)client.CreatedAt)
                .SingleOrDefaultAsync(cancellationToken);
            if (lastCreatedAt is not { } createdAt)
            {
                return [];
            }

            // The first half is redundant, but it is what the index can use.
#pragma warning disable CA1309, CA1310, MA0074 // SQL: the database compares, in the order it sorts by.
            clients = clients.Where(client =>
                client.CreatedAt <= createdAt && (client.CreatedAt < createdAt || string.Compare(client.Id, last) < 0)
            );
#pragma warning restore CA1309, CA1310, MA0074
        }

        var page = await Matching(clients, query)
            .OrderByDescending(client => client.CreatedAt)
            .ThenByDescending(client => client.Id)
            .Take(query.Limit)
            .ToListAsync(cancellationToken);
        return page.ConvertAll(row => row.ToClient());
    }

    /// <summary>One page of the clients with access, by type and id.</summary>
    public static async Task<IReadOnlyList<Client>> ReadManagedAsync(
        DbContext db,
        Client? after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        // The lowest type: what has none compares with nothing.
        var type = after?.Access?.Type ?? ClientAccessType.User;
        var last = after?.Id ?? "";
#pragma warning disable CA1309, CA1310, MA0074 // SQL: the database compares, in the order it sorts by.
        var page = await db.Set<ClientRow>()
            .AsNoTracking()
            .Where(client =>
                client.AccessType >= type && (client.AccessType > type || string.Compare(client.Id, last) > 0)
            )
            .OrderBy(client => client.AccessType)
            .ThenBy(client => client.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
#pragma warning restore CA1309, CA1310, MA0074
        return page.ConvertAll(row => row.ToClient());
    }

    private static IQueryable<ClientRow> Matching(IQueryable<ClientRow> clients, ClientQuery query)
    {
        if (query.Owner is { } owner)
        {
            clients = clients.Where(client => client.Owner == owner);
        }

        if (query.Text is null)
        {
            return clients;
        }

        var (id, text, keys) = (query.Text, query.NormalizedText, query.EmailLookupKeys);
        return clients.Where(client =>
            client.Id == id
            || (text != null && client.NormalizedName.Contains(text))
            || (client.EmailLookupKey != null && keys.Contains(client.EmailLookupKey))
        );
    }
}
