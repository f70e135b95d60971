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

    public async ValueTask<bool> RescheduleAsync(
        string id,
        DateTimeOffset dueAt,
        string? lastError,
        CancellationToken cancellationToken
    ) =>
        await database.WriteAsync(
            db =>
                db.Set<OutboxRow>()
                    .Where(message => message.Id == id)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(message => message.DueAt, dueAt)
                                .SetProperty(message => message.LastError, message => lastError ?? message.LastError),
                        cancellationToken
                    ),
            cancellationToken
        ) == 1;

    public async ValueTask<bool> RemoveAsync(string id, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            db => db.Set<OutboxRow>().Where(message => message.Id == id).ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        ) == 1;

    public async ValueTask<OutboxMessage?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            db =>
                db.Set<OutboxRow>().AsNoTracking().SingleOrDefaultAsync(message => message.Id == id, cancellationToken),
            cancellationToken
        );
        return row?.ToMessage();
    }

    public async ValueTask<IReadOnlyList<OutboxMessage>> PageAsync(
        OutboxMessage? after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var lease = await database.OpenAsync(cancellationToken);
        var waiting = lease.Context.Set<OutboxRow>().AsNoTracking();
        if (after is { DueAt: var dueAt, Id: var last })
        {
            // The first half is redundant, but it is what the index can use.
#pragma warning disable CA1309, CA1310, MA0074 // SQL: the database compares, in the order it sorts by.
            waiting = waiting.Where(message =>
                message.DueAt >= dueAt && (message.DueAt > dueAt || string.Compare(message.Id, last) > 0)
            );
#pragma warning restore CA1309, CA1310, MA0074
        }

        var page = await waiting
            .OrderBy(message => message.DueAt)
            .ThenBy(message => message.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
        return page.ConvertAll(row => row.ToMessage());
    }

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
