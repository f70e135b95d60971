namespace Auth.Storage.InMemory;

/// <summary>Roles in memory.</summary>
internal sealed class InMemoryRoleStore(InMemoryDatabase database) : IRoleStore
{
    public ValueTask<IReadOnlyList<Role>> ListAsync(CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Roles.ByName);
        }
    }

    public ValueTask<bool> TryAddAsync(Role role, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var free = !database.Roles.HasName(role.Name);
            if (free)
            {
                database.Roles.Put(role with { Version = 1 });
            }

            return ValueTask.FromResult(free);
        }
    }

    public ValueTask<bool> TryUpdateAsync(Role role, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var stored = database.Roles.Find(role.Id);
            var current = stored is not null && stored.Version == role.Version;
            if (current)
            {
                database.Roles.Put(role with { Name = stored!.Name, Version = role.Version + 1 });
            }

            return ValueTask.FromResult(current);
        }
    }

    public ValueTask<bool> RemoveAsync(string roleId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Roles.Remove(roleId));
        }
    }
}
