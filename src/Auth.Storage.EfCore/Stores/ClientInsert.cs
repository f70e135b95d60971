using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Adds a client with its mail, inside a transaction.</summary>
internal static class ClientInsert
{
    /// <exception cref="DbUpdateException">Another caller was faster; run again, and the outcome says so.</exception>
    public static async Task<AddClientOutcome> RunAsync(
        DbContext db,
        Client client,
        OutboxMessage? mail,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var clients = db.Set<ClientRow>();
        var (id, name) = (client.Id, client.UniqueName);
        var rivals = await clients
            .Where(other => other.Id == id || (name != null && other.UniqueName == name))
            .Select(other => new
            {
                other.Id,
                other.UniqueName,
                other.LapsesAt,
            })
            .ToListAsync(cancellationToken);
        if (rivals.Exists(rival => HoldsName(rival.UniqueName, rival.LapsesAt)))
        {
            return AddClientOutcome.NameTaken;
        }

        if (rivals.Exists(rival => string.Equals(rival.Id, id, StringComparison.Ordinal)))
        {
            return AddClientOutcome.IdTaken;
        }

        if (rivals.Count > 0)
        {
            var lapsed = clients.Where(other => other.UniqueName == name && other.LapsesAt <= now);
            await lapsed.ExecuteDeleteAsync(cancellationToken);
        }

        clients.Add(ClientRow.From(client, version: 1));
        if (mail is not null)
        {
            db.Set<OutboxRow>().Add(OutboxRow.From(mail));
        }

        await db.SaveChangesAsync(cancellationToken);
        return AddClientOutcome.Added;

        bool HoldsName(string? uniqueName, DateTimeOffset? lapsesAt) =>
            name is not null && string.Equals(uniqueName, name, StringComparison.Ordinal) && !(lapsesAt <= now);
    }
}
