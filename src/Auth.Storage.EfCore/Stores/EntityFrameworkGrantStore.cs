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
        if (IsOpen(grant, now))
        {
            var won = await database.WriteAsync(
                db => MarkAsync(db, hash, kind, now, cancellationToken),
                cancellationToken
            );
            if (won)
            {
                return Taken(grant!, now);
            }

            grant = await FindAsync(hash, kind, cancellationToken);
        }

        return Lost(grant);
    }

    public async ValueTask<TakeGrantOutcome> RedeemAsync(
        TokenHash hash,
        string kind,
        DateTimeOffset now,
        AccessToken token,
        Grant? successor,
        CancellationToken cancellationToken
    )
    {
        var grant = await FindAsync(hash, kind, cancellationToken);
        if (IsOpen(grant, now))
        {
            if (await RedeemAsync(grant!, now, token, successor, cancellationToken))
            {
                return Taken(grant!, now);
            }

            grant = await FindAsync(hash, kind, cancellationToken);
        }

        return Lost(grant);
    }

    public async ValueTask<IReadOnlyList<Grant>> ListAsync(
        string subject,
        string kind,
        DateTimeOffset now,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var rows = await database.ReadAsync(
            db =>
                db.Set<GrantRow>()
                    .AsNoTracking()
                    .Where(grant =>
                        grant.Subject == subject && grant.Kind == kind && grant.UsedAt == null && grant.ExpiresAt > now
                    )
                    .OrderByDescending(grant => grant.CreatedAt)
                    .Take(limit)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        return rows.ConvertAll(row => row.ToGrant());
    }

    public ValueTask<int> RemoveByAuthorizationAsync(string authorizationId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
                db.Set<GrantRow>()
                    .Where(grant => grant.AuthorizationId == authorizationId)
                    .ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );

    public ValueTask<int> RemoveBySubjectAsync(string subject, string clientId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
                db.Set<GrantRow>()
                    .Where(grant => grant.Subject == subject && grant.ClientId == clientId)
                    .ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );

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

    private async ValueTask<bool> RedeemAsync(
        Grant grant,
        DateTimeOffset now,
        AccessToken token,
        Grant? successor,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await database.TransactAsync(
                async db =>
                {
                    if (!await MarkAsync(db, grant.Hash, grant.Kind, now, cancellationToken))
                    {
                        return false;
                    }

                    db.Add(TokenRow.From(token));
                    if (successor is not null)
                    {
                        db.Add(GrantRow.From(successor));
                    }

                    await db.SaveChangesAsync(cancellationToken);
                    return true;
                },
                cancellationToken
            );
        }
        catch (DbUpdateException exception)
        {
            throw await database.ExplainAsync(exception, token.ClientId, cancellationToken);
        }
    }

    private static bool IsOpen(Grant? grant, DateTimeOffset now) => grant is { UsedAt: null } && now < grant.ExpiresAt;

    private static TakeGrantOutcome Taken(Grant grant, DateTimeOffset now) =>
        new(TakeGrantStatus.Taken, grant with { UsedAt = now });

    private static TakeGrantOutcome Lost(Grant? grant) =>
        grant switch
        {
            null => TakeGrantOutcome.Missing,
            { UsedAt: not null } => new TakeGrantOutcome(TakeGrantStatus.AlreadyUsed, grant),
            _ => new TakeGrantOutcome(TakeGrantStatus.Expired, grant),
        };

    private static async Task<bool> MarkAsync(
        TContext db,
        TokenHash hash,
        string kind,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var bytes = hash.ToArray();
        return await db.Set<GrantRow>()
                .Where(grant =>
                    grant.Hash == bytes && grant.Kind == kind && grant.UsedAt == null && grant.ExpiresAt > now
                )
                .ExecuteUpdateAsync(set => set.SetProperty(grant => grant.UsedAt, now), cancellationToken) == 1;
    }
}
