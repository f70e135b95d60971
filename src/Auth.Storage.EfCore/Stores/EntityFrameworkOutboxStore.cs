using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Owed mails in a relational database.</summary>
internal sealed class EntityFrameworkOutboxStore<TContext>(AuthDatabase<TContext> database) : IOutboxStore
    where TContext : DbContext
{
    public ValueTask AddAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        database.InsertForClientAsync(OutboxRow.From(message), message.ClientId, cancellationToken);

    public async ValueTask<IReadOnlyList<OutboxMessage>> ClaimAsync(
        DateTimeOffset now,
        DateTimeOffset leaseUntil,
        int batch,
        CancellationToken cancellationToken
    )
    {
        var due = await database.ReadAsync(
            db =>
                db.Set<OutboxRow>()
                    .AsNoTracking()
                    .Where(message => message.DueAt <= now)
                    .OrderBy(message => message.DueAt)
                    .ThenBy(message => message.Id)
                    .Take(batch)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        return due.Count == 0
            ? []
            : await database.TransactAsync(
                db => ClaimAsync(db, due, now, leaseUntil, cancellationToken),
                cancellationToken
            );
    }

    public async ValueTask RescheduleAsync(string id, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            db =>
                db.Set<OutboxRow>()
                    .Where(message => message.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(message => message.DueAt, dueAt), cancellationToken),
            cancellationToken
        );

    public async ValueTask RemoveAsync(string id, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            db => db.Set<OutboxRow>().Where(message => message.Id == id).ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );

    public ValueTask<int> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Set<OutboxRow>().CountAsync(cancellationToken), cancellationToken);

    /// <summary>Claims what nobody else has claimed since it was read; every worker goes in one order, so none deadlock.</summary>
    private static async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(
        TContext db,
        List<OutboxRow> due,
        DateTimeOffset now,
        DateTimeOffset leaseUntil,
        CancellationToken cancellationToken
    )
    {
        List<OutboxMessage> claimed = [];
        foreach (var row in due)
        {
            var won = await db.Set<OutboxRow>()
                .Where(message => message.Id == row.Id && message.DueAt <= now && message.Attempts == row.Attempts)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(message => message.DueAt, leaseUntil)
                            .SetProperty(message => message.Attempts, message => message.Attempts + 1),
                    cancellationToken
                );
            if (won == 1)
            {
                claimed.Add(row.ToMessage() with { DueAt = leaseUntil, Attempts = row.Attempts + 1 });
            }
        }

        return claimed;
    }
}
