using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Access keys in a relational database.</summary>
internal sealed class EntityFrameworkAccessKeyStore<TContext>(AuthDatabase<TContext> database) : IAccessKeyStore
    where TContext : DbContext
{
    public ValueTask AddAsync(AccessKey key, CancellationToken cancellationToken) =>
        database.InsertForClientAsync(AccessKeyRow.From(key, version: 1), key.ClientId, cancellationToken);

    public async ValueTask<AccessKeyLookup?> FindAsync(TokenHash hash, CancellationToken cancellationToken)
    {
        var bytes = hash.ToArray();
        var found = await database.ReadAsync(
            db =>
                db.Set<AccessKeyRow>()
                    .AsNoTracking()
                    .Where(key => key.Hash == bytes)
                    .Join(
                        db.Set<ClientRow>().AsNoTracking(),
                        key => key.ClientId,
                        client => client.Id,
                        (key, client) => new { Key = key, Client = client }
                    )
                    .SingleOrDefaultAsync(cancellationToken),
            cancellationToken
        );
        return found is null ? null : new AccessKeyLookup(found.Key.ToKey(), found.Client.ToClient());
    }

    public async ValueTask<AccessKey?> FindByIdAsync(string keyId, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            db => db.Set<AccessKeyRow>().AsNoTracking().SingleOrDefaultAsync(key => key.Id == keyId, cancellationToken),
            cancellationToken
        );
        return row?.ToKey();
    }

    public async ValueTask<IReadOnlyList<AccessKey>> PageAsync(
        string? clientId,
        AccessKey? after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var lease = await database.OpenAsync(cancellationToken);
        var keys = lease.Context.Set<AccessKeyRow>().AsNoTracking();
        if (clientId is not null)
        {
            keys = keys.Where(key => key.ClientId == clientId);
        }

        if (after is { CreatedAt: var createdAt, Id: var last })
        {
            // The first half is redundant, but it is what the index can use.
#pragma warning disable CA1309, CA1310, MA0074 // SQL: the database compares, in the order it sorts by.
            keys = keys.Where(key =>
                key.CreatedAt >= createdAt && (key.CreatedAt > createdAt || string.Compare(key.Id, last) > 0)
            );
#pragma warning restore CA1309, CA1310, MA0074
        }

        var page = await keys.OrderBy(key => key.CreatedAt)
            .ThenBy(key => key.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
        return page.ConvertAll(row => row.ToKey());
    }

    public async ValueTask<bool> TryUpdateAsync(AccessKey key, CancellationToken cancellationToken)
    {
        var row = AccessKeyRow.From(key, key.Version + 1);
        return await database.WriteAsync(
                db =>
                    db.Set<AccessKeyRow>()
                        .Where(stored => stored.Id == key.Id && stored.Version == key.Version)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(stored => stored.Description, row.Description)
                                    .SetProperty(stored => stored.Resources, row.Resources)
                                    .SetProperty(stored => stored.Version, row.Version),
                            cancellationToken
                        ),
                cancellationToken
            ) == 1;
    }

    public async ValueTask<bool> RemoveAsync(string keyId, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            db => db.Set<AccessKeyRow>().Where(key => key.Id == keyId).ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        ) == 1;
}
