using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>The audit log in a relational database.</summary>
internal sealed class EntityFrameworkAuditStore<TContext>(AuthDatabase<TContext> database) : IAuditStore
    where TContext : DbContext
{
    /// <summary>Ids per query; databases limit the parameters of a statement.</summary>
    private const int ChunkSize = 500;

    public async ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count > 0)
        {
            await database.TransactAsync(db => AppendAsync(db, entries, cancellationToken), cancellationToken);
        }
    }

    public async ValueTask<IReadOnlyList<AuditEntry>> PageAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        await using var lease = await database.OpenAsync(cancellationToken);
        var page = await AuditFilter
            .Apply(lease.Context.Set<AuditRow>().AsNoTracking(), query)
            .OrderByDescending(entry => entry.At)
            .ThenByDescending(entry => entry.Id)
            .Take(query.Limit)
            .ToListAsync(cancellationToken);
        return page.ConvertAll(row => row.ToEntry());
    }

    public ValueTask<long> CountAsync(string kind, DateTimeOffset from, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db =>
                db.Set<AuditRow>()
                    .Where(entry => entry.Kind == kind && entry.At >= from)
                    .SumAsync(entry => entry.Count, cancellationToken),
            cancellationToken
        );

    public ValueTask<int> RemoveBeforeAsync(DateTimeOffset before, int batch, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
            {
                var rows = db.Set<AuditRow>();
                var oldest = rows.Where(entry => entry.At < before)
                    .OrderBy(entry => entry.At)
                    .ThenBy(entry => entry.Id)
                    .Select(entry => entry.Id)
                    .Take(batch);
                return rows.Where(entry => oldest.Contains(entry.Id)).AsBatch().ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken
        );

    private static async Task<int> AppendAsync(
        TContext db,
        IReadOnlyList<AuditEntry> entries,
        CancellationToken cancellationToken
    )
    {
        HashSet<string> stored = new(StringComparer.Ordinal);
        foreach (var ids in entries.Select(entry => entry.Id).Chunk(ChunkSize))
        {
            stored.UnionWith(
                await db.Set<AuditRow>()
                    .Where(entry => ids.Contains(entry.Id))
                    .Select(entry => entry.Id)
                    .ToListAsync(cancellationToken)
            );
        }

        db.AddRange(entries.Where(entry => !stored.Contains(entry.Id)).Select(AuditRow.From));
        return await db.SaveChangesAsync(cancellationToken);
    }
}
