using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Requests for another tier in a relational database.</summary>
internal sealed class EntityFrameworkTierRequestStore<TContext>(AuthDatabase<TContext> database) : ITierRequestStore
    where TContext : DbContext
{
    public async ValueTask<bool> TryAddAsync(TierRequest request, CancellationToken cancellationToken)
    {
        if (await HasPendingAsync(request.ClientId, cancellationToken))
        {
            return false;
        }

        try
        {
            await database.InsertForClientAsync(TierRequestRow.From(request), request.ClientId, cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            if (await HasPendingAsync(request.ClientId, cancellationToken))
            {
                return false;
            }

            throw;
        }
    }

    public async ValueTask<TierRequest?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            db =>
                db.Set<TierRequestRow>()
                    .AsNoTracking()
                    .SingleOrDefaultAsync(request => request.Id == id, cancellationToken),
            cancellationToken
        );
        return row?.ToRequest();
    }

    public async ValueTask<TierRequest?> FindLatestAsync(string clientId, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            db =>
                db.Set<TierRequestRow>()
                    .AsNoTracking()
                    .Where(request => request.ClientId == clientId)
                    .OrderByDescending(request => request.CreatedAt)
                    .ThenByDescending(request => request.Id)
                    .FirstOrDefaultAsync(cancellationToken),
            cancellationToken
        );
        return row?.ToRequest();
    }

    public ValueTask<IReadOnlyList<TierRequest>> PageAsync(
        TierRequestStatus status,
        string? after,
        int limit,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync(
            db => TierRequestPage.ReadAsync(db, status, after, limit, cancellationToken),
            cancellationToken
        );

    public ValueTask<TierRequest?> TryDecideAsync(
        string id,
        TierRequestStatus status,
        string? note,
        DateTimeOffset now,
        OutboxMessage mail,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfEqual(status, TierRequestStatus.Pending);
        return database.TransactAsync(
            db => TierDecision.RunAsync(db, id, status, note, now, mail, cancellationToken),
            cancellationToken
        );
    }

    private ValueTask<bool> HasPendingAsync(string clientId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Set<TierRequestRow>().AnyAsync(request => request.PendingFor == clientId, cancellationToken),
            cancellationToken
        );
}
