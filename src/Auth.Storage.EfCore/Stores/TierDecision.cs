using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Decides a pending request with all that follows from it, inside a transaction.</summary>
internal static class TierDecision
{
    /// <returns>The decided request, or <see langword="null"/> when nobody may decide it any more.</returns>
    public static async Task<TierRequest?> RunAsync(
        DbContext db,
        string id,
        TierRequestStatus status,
        string? note,
        DateTimeOffset now,
        OutboxMessage mail,
        CancellationToken cancellationToken
    )
    {
        // The first statement decides who wins: a second operator finds no pending row.
        var won = await db.Set<TierRequestRow>()
            .Where(request => request.Id == id && request.Status == TierRequestStatus.Pending)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(request => request.Status, status)
                        .SetProperty(request => request.PendingFor, (string?)null)
                        .SetProperty(request => request.Note, note)
                        .SetProperty(request => request.DecidedAt, now),
                cancellationToken
            );
        if (won == 0)
        {
            return null;
        }

        var decided = await db.Set<TierRequestRow>()
            .AsNoTracking()
            .SingleAsync(request => request.Id == id, cancellationToken);
        if (status == TierRequestStatus.Approved)
        {
            await db.Set<ClientRow>()
                .Where(client => client.Id == decided.ClientId)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(client => client.Tier, decided.Tier)
                            .SetProperty(client => client.Version, client => client.Version + 1),
                    cancellationToken
                );
        }

        db.Set<OutboxRow>().Add(OutboxRow.From(mail));
        await db.SaveChangesAsync(cancellationToken);
        return decided.ToRequest();
    }
}
