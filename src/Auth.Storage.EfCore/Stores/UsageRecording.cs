using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Adds a batch of usage inside a transaction: rows that exist are changed in place, the rest are inserted together.</summary>
internal static class UsageRecording
{
    /// <summary>Ids per query; databases limit the parameters of a statement.</summary>
    private const int ChunkSize = 500;

    /// <returns>How many rows were inserted.</returns>
    /// <exception cref="DbUpdateException">Another writer inserted a row, or removed a client, meanwhile; run again.</exception>
    public static async Task<int> RunAsync(DbContext db, UsageBatch batch, CancellationToken cancellationToken)
    {
        var known = await KnownAsync(db, batch, cancellationToken);
        foreach (var day in batch.Days.Where(day => known.Contains(day.ClientId)))
        {
            var changed = await db.Set<UsageRow>()
                .Where(row => row.ClientId == day.ClientId && row.Day == day.Day)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.Allowed, row => row.Allowed + day.Allowed)
                            .SetProperty(row => row.Refused, row => row.Refused + day.Refused),
                    cancellationToken
                );
            AddUnless(changed, db, day);
        }

        foreach (var use in batch.Clients.Where(use => known.Contains(use.ClientId)))
        {
            var changed = await db.Set<ClientUseRow>()
                .Where(row => row.ClientId == use.ClientId)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(
                            row => row.LastUsedAt,
                            row => row.LastUsedAt < use.LastUsedAt ? use.LastUsedAt : row.LastUsedAt
                        ),
                    cancellationToken
                );
            AddUnless(changed, db, use);
        }

        foreach (var use in batch.Secrets.Where(use => known.Contains(use.ClientId)))
        {
            var changed = await db.Set<SecretUseRow>()
                .Where(row => row.ClientId == use.ClientId && row.SecretId == use.SecretId)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(
                            row => row.LastUsedAt,
                            row => row.LastUsedAt < use.LastUsedAt ? use.LastUsedAt : row.LastUsedAt
                        ),
                    cancellationToken
                );
            AddUnless(changed, db, use);
        }

        return await db.SaveChangesAsync(cancellationToken);
    }

    private static void AddUnless(int changed, DbContext db, object row)
    {
        if (changed == 0)
        {
            db.Add(row);
        }
    }

    private static async Task<HashSet<string>> KnownAsync(
        DbContext db,
        UsageBatch batch,
        CancellationToken cancellationToken
    )
    {
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (var ids in batch.ClientIds.Chunk(ChunkSize))
        {
            known.UnionWith(
                await db.Set<ClientRow>()
                    .Where(client => ids.Contains(client.Id))
                    .Select(client => client.Id)
                    .ToListAsync(cancellationToken)
            );
        }

        return known;
    }
}
