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

    public ValueTask<int> RemoveBeforeAsync(DateOnly before, int batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Usage.RemoveBefore(before, batch));
        }
    }
}
