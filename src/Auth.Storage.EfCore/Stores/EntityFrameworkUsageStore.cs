using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Usage in a relational database.</summary>
internal sealed class EntityFrameworkUsageStore<TContext>(AuthDatabase<TContext> database) : IUsageStore
    where TContext : DbContext
{
    public async ValueTask RecordAsync(
        IReadOnlyList<UsageDelta> usage,
        IReadOnlyList<SecretUse> secrets,
        CancellationToken cancellationToken
    )
    {
        if (usage.Count > 0 || secrets.Count > 0)
        {
            var batch = UsageBatch.From(usage, secrets);
            await database.TransactWithRetryAsync(
                db => UsageRecording.RunAsync(db, batch, cancellationToken),
                cancellationToken
            );
        }
    }

    public async ValueTask<ClientUsage> ReadAsync(string clientId, DateOnly from, CancellationToken cancellationToken)
    {
        await using var lease = await database.OpenAsync(cancellationToken);
        var db = lease.Context;
        var client = await db.Set<ClientUseRow>()
            .AsNoTracking()
            .SingleOrDefaultAsync(use => use.ClientId == clientId, cancellationToken);
        var secrets = await db.Set<SecretUseRow>()
            .AsNoTracking()
            .Where(use => use.ClientId == clientId)
            .ToListAsync(cancellationToken);
        if (client is null && secrets.Count == 0)
        {
            return ClientUsage.None;
        }

        var days = await db.Set<UsageRow>()
            .AsNoTracking()
            .Where(usage => usage.ClientId == clientId && usage.Day >= from)
            .OrderBy(usage => usage.Day)
            .ToListAsync(cancellationToken);
        return new ClientUsage(
            client?.LastUsedAt,
            [.. days.Select(usage => new DailyUsage(usage.Day, usage.Allowed, usage.Refused))],
            secrets.ToImmutableDictionary(use => use.SecretId, use => use.LastUsedAt, StringComparer.Ordinal)
        );
    }

    public async ValueTask<IReadOnlyList<DailyUsage>> SumAsync(DateOnly from, CancellationToken cancellationToken)
    {
        await using var lease = await database.OpenAsync(cancellationToken);
        var days = await lease
            .Context.Set<UsageRow>()
            .Where(usage => usage.Day >= from)
            .GroupBy(usage => usage.Day)
            .Select(day => new
            {
                Day = day.Key,
                Allowed = day.Sum(usage => usage.Allowed),
                Refused = day.Sum(usage => usage.Refused),
            })
            .OrderBy(day => day.Day)
            .ToListAsync(cancellationToken);
        return days.ConvertAll(day => new DailyUsage(day.Day, day.Allowed, day.Refused));
    }

    public async ValueTask<IReadOnlyList<BusyClient>> BusiestAsync(
        DateOnly day,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var lease = await database.OpenAsync(cancellationToken);
        return await lease
            .Context.Set<UsageRow>()
            .Where(usage => usage.Day == day)
            .OrderByDescending(usage => usage.Allowed + usage.Refused)
            .ThenBy(usage => usage.ClientId)
            .Take(limit)
            .Select(usage => new BusyClient(usage.ClientId, usage.Allowed, usage.Refused))
            .ToListAsync(cancellationToken);
    }

    /// <inheritdoc />
    /// <remarks>Day by day, oldest first: the key has two columns, and only within one day do client ids name the rows.</remarks>
    public async ValueTask<int> RemoveBeforeAsync(DateOnly before, int batch, CancellationToken cancellationToken)
    {
        var removed = 0;
        while (removed < batch && await OldestDayAsync(before, cancellationToken) is { } day)
        {
            removed += await RemoveDayAsync(day, batch - removed, cancellationToken);
        }

        return removed;
    }

    private ValueTask<DateOnly?> OldestDayAsync(DateOnly before, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db =>
                db.Set<UsageRow>()
                    .Where(usage => usage.Day < before)
                    .OrderBy(usage => usage.Day)
                    .Select(usage => (DateOnly?)usage.Day)
                    .FirstOrDefaultAsync(cancellationToken),
            cancellationToken
        );

    private ValueTask<int> RemoveDayAsync(DateOnly day, int count, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
            {
                var rows = db.Set<UsageRow>().Where(usage => usage.Day == day);
                var oldest = rows.OrderBy(usage => usage.ClientId).Select(usage => usage.ClientId).Take(count);
                return rows.Where(usage => oldest.Contains(usage.ClientId))
                    .AsBatch()
                    .ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken
        );
}
