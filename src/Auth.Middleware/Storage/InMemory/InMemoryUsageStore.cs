namespace Auth.Storage.InMemory;

/// <summary>Usage in memory.</summary>
internal sealed class InMemoryUsageStore(InMemoryDatabase database) : IUsageStore
{
    public ValueTask RecordAsync(
        IReadOnlyList<UsageDelta> usage,
        IReadOnlyList<SecretUse> secrets,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            foreach (var delta in usage.Where(delta => database.Clients.Find(delta.ClientId) is not null))
            {
                database.Usage.Add(delta);
            }

            foreach (var use in secrets.Where(use => database.Clients.Find(use.ClientId) is not null))
            {
                database.Usage.Add(use);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<ClientUsage> ReadAsync(string clientId, DateOnly from, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Usage.Read(clientId, from));
        }
    }

    public ValueTask<IReadOnlyList<DailyUsage>> SumAsync(DateOnly from, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<DailyUsage>>([
                .. database
                    .Usage.From(from)
                    .GroupBy(usage => usage.Day.Day, usage => usage.Day)
                    .Select(days => new DailyUsage(
                        days.Key,
                        days.Sum(day => day.Allowed),
                        days.Sum(day => day.Refused)
                    ))
                    .OrderBy(day => day.Day),
            ]);
        }
    }

    public ValueTask<IReadOnlyList<BusyClient>> BusiestAsync(
        DateOnly day,
        int limit,
        CancellationToken cancellationToken
    )
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<BusyClient>>([
                .. database
                    .Usage.From(day)
                    .Where(usage => usage.Day.Day == day)
                    .OrderByDescending(usage => usage.Day.Allowed + usage.Day.Refused)
                    .ThenBy(usage => usage.ClientId, StringComparer.Ordinal)
                    .Take(limit)
                    .Select(usage => new BusyClient(usage.ClientId, usage.Day.Allowed, usage.Day.Refused)),
            ]);
        }
    }

    public ValueTask<int> RemoveBeforeAsync(DateOnly before, int batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Usage.RemoveBefore(before, batch));
        }
    }
}
