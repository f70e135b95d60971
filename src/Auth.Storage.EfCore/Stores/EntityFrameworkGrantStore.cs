using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Single-use codes in a relational database.</summary>
internal sealed class EntityFrameworkGrantStore<TContext>(AuthDatabase<TContext> database) : IGrantStore
    where TContext : DbContext
{
    public ValueTask AddAsync(Grant grant, CancellationToken cancellationToken) =>
        database.InsertForClientAsync(GrantRow.From(grant), grant.ClientId, cancellationToken);

    public async ValueTask<Grant?> FindAsync(TokenHash hash, string kind, CancellationToken cancellationToken)
    {
        var bytes = hash.ToArray();
        var row = await database.ReadAsync(
            db =>
                db.Set<GrantRow>()
                    .AsNoTracking()
                    .SingleOrDefaultAsync(grant => grant.Hash == bytes && grant.Kind == kind, cancellationToken),
            cancellationToken
        );
        return row?.ToGrant();
    }

    public async ValueTask<TakeGrantOutcome> TakeAsync(
        TokenHash hash,
        string kind,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        // Looking first keeps forged and spent codes from writing; the statement below alone decides who wins.
        var grant = await FindAsync(hash, kind, cancellationToken);
        if (grant is { UsedAt: null } && now < grant.ExpiresAt)
        {
            if (await MarkAsync(hash, kind, now, cancellationToken))
            {
                return new TakeGrantOutcome(TakeGrantStatus.Taken, grant with { UsedAt = now });
            }

            grant = await FindAsync(hash, kind, cancellationToken);
        }

        return grant switch
        {
            null => TakeGrantOutcome.Missing,
            { UsedAt: not null } => new TakeGrantOutcome(TakeGrantStatus.AlreadyUsed, grant),
            _ => new TakeGrantOutcome(TakeGrantStatus.Expired, grant),
        };
    }

    public ValueTask<int> RemoveAllAsync(string clientId, string kind, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
                db.Set<GrantRow>()
                    .Where(grant => grant.ClientId == clientId && grant.Kind == kind)
                    .ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );

    public ValueTask<int> RemoveExpiredAsync(DateTimeOffset before, int batch, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
                db.Set<GrantRow>()
                    .Where(grant => grant.ExpiresAt <= before)
                    .OrderBy(grant => grant.ExpiresAt)
                    .Take(batch)
                    .AsBatch()
                    .ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );

    private async ValueTask<bool> MarkAsync(
        TokenHash hash,
        string kind,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var bytes = hash.ToArray();
        return await database.WriteAsync(
                db =>
                    db.Set<GrantRow>()
                        .Where(grant =>
                            grant.Hash == bytes && grant.Kind == kind && grant.UsedAt == null && grant.ExpiresAt > now
                        )
                        .ExecuteUpdateAsync(set => set.SetProperty(grant => grant.UsedAt, now), cancellationToken),
                cancellationToken
            ) == 1;
    }
}
