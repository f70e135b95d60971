using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Clients in a relational database.</summary>
internal sealed class EntityFrameworkClientStore<TContext>(AuthDatabase<TContext> database) : IClientStore
    where TContext : DbContext
{
    // Compiled for one model, hence once a database and not once a process.
    private readonly Func<TContext, string, CancellationToken, Task<ClientRow?>> _find = EF.CompileAsyncQuery(
        (TContext db, string id, CancellationToken _) =>
            db.Set<ClientRow>().AsNoTracking().SingleOrDefault(client => client.Id == id)
    );

    public async ValueTask<Client?> FindAsync(string clientId, CancellationToken cancellationToken)
    {
        await using var lease = await database.OpenAsync(cancellationToken);
        return (await _find(lease.Context, clientId, cancellationToken))?.ToClient();
    }

    public async ValueTask<Client?> FindByUniqueNameAsync(string uniqueName, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            db =>
                db.Set<ClientRow>()
                    .AsNoTracking()
                    .SingleOrDefaultAsync(client => client.UniqueName == uniqueName, cancellationToken),
            cancellationToken
        );
        return row?.ToClient();
    }

    public async ValueTask<AddClientOutcome> AddAsync(
        Client client,
        OutboxMessage? mail,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        await database.TransactWithRetryAsync(
            db => ClientInsert.RunAsync(db, client, mail, now, cancellationToken),
            cancellationToken
        );

    public async ValueTask<bool> TryUpdateAsync(Client client, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(
                    db => ClientUpdate.RunAsync(db, client, cancellationToken),
                    cancellationToken
                ) == 1;
        }
        catch (DbException exception) when (client.UniqueName is not null)
        {
            if (await HasOtherHolderAsync(client.Id, client.UniqueName, cancellationToken))
            {
                throw new InvalidOperationException(
                    "Another client has the same unique name; nothing was changed.",
                    exception
                );
            }

            throw;
        }
    }

    public async ValueTask<bool> RemoveAsync(string clientId, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            db => db.Set<ClientRow>().Where(client => client.Id == clientId).ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        ) == 1;

    public ValueTask<IReadOnlyList<Client>> PageAsync(ClientQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync(db => ClientPage.ReadAsync(db, query, cancellationToken), cancellationToken);

    public ValueTask<IReadOnlyList<Client>> PageWithAccessAsync(
        Client? after,
        int limit,
        CancellationToken cancellationToken
    ) => database.ReadAsync(db => ClientPage.ReadManagedAsync(db, after, limit, cancellationToken), cancellationToken);

    public async ValueTask<IReadOnlyList<string>> RemoveLapsedAsync(
        DateTimeOffset before,
        int batch,
        CancellationToken cancellationToken
    )
    {
        var candidates = await database.ReadAsync(
            db =>
                db.Set<ClientRow>()
                    .Where(client => client.LapsesAt <= before)
                    .OrderBy(client => client.LapsesAt)
                    .Take(batch)
                    .Select(client => client.Id)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        return candidates.Count == 0
            ? []
            : await database.TransactAsync(
                db => RemoveLapsedAsync(db, candidates, before, cancellationToken),
                cancellationToken
            );
    }

    /// <summary>Removes the candidates that are still unverified: one may have been verified since it was read.</summary>
    private static async Task<IReadOnlyList<string>> RemoveLapsedAsync(
        TContext db,
        List<string> candidates,
        DateTimeOffset before,
        CancellationToken cancellationToken
    )
    {
        List<string> removed = [];
        foreach (var id in candidates)
        {
            var lapsed = db.Set<ClientRow>().Where(client => client.Id == id && client.LapsesAt <= before);
            if (await lapsed.ExecuteDeleteAsync(cancellationToken) == 1)
            {
                removed.Add(id);
            }
        }

        return removed;
    }

    private ValueTask<bool> HasOtherHolderAsync(string id, string name, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db =>
                db.Set<ClientRow>().AnyAsync(client => client.UniqueName == name && client.Id != id, cancellationToken),
            cancellationToken
        );
}
