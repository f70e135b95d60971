namespace Auth.Storage.InMemory;

/// <summary>Access keys in memory.</summary>
internal sealed class InMemoryAccessKeyStore(InMemoryDatabase database) : IAccessKeyStore
{
    public ValueTask AddAsync(AccessKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            database.RequireClient(key.ClientId);
            database.AccessKeys.Add(key with { Version = 1 });
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<AccessKeyLookup?> FindAsync(TokenHash hash, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult(
                database.AccessKeys.Find(hash) is { } key && database.Clients.Find(key.ClientId) is { } client
                    ? new AccessKeyLookup(key, client)
                    : null
            );
        }
    }

    public ValueTask<AccessKey?> FindByIdAsync(string keyId, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.AccessKeys.FindById(keyId));
        }
    }

    public ValueTask<IReadOnlyList<AccessKey>> PageAsync(
        string? clientId,
        AccessKey? after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<AccessKey>>([
                .. database.AccessKeys.OldestFirst(clientId).Where(key => IsBehind(key, after)).Take(limit),
            ]);
        }
    }

    public ValueTask<bool> TryUpdateAsync(AccessKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var stored = database.AccessKeys.FindById(key.Id);
            var current = stored is not null && stored.Version == key.Version;
            if (current)
            {
                database.AccessKeys.Replace(
                    stored! with
                    {
                        Description = key.Description,
                        Resources = key.Resources,
                        Version = key.Version + 1,
                    }
                );
            }

            return ValueTask.FromResult(current);
        }
    }

    public ValueTask<bool> RemoveAsync(string keyId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.AccessKeys.Remove(keyId));
        }
    }

    private static bool IsBehind(AccessKey key, AccessKey? last) =>
        last is null
        || key.CreatedAt > last.CreatedAt
        || (key.CreatedAt == last.CreatedAt && string.CompareOrdinal(key.Id, last.Id) > 0);
}
