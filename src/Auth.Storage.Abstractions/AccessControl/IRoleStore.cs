namespace Auth.Storage;

/// <summary>Holds the roles. There are few of them: they are read together.</summary>
public interface IRoleStore
{
    /// <summary>Reads all roles, by name.</summary>
    ValueTask<IReadOnlyList<Role>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds a role unless its name is taken: of N concurrent callers with one name exactly one succeeds.</summary>
    /// <param name="role">The role; <see cref="Role.Version"/> is stored as 1.</param>
    /// <param name="cancellationToken">Cancels the call; nothing is then stored.</param>
    /// <returns>Whether it was stored.</returns>
    ValueTask<bool> TryAddAsync(Role role, CancellationToken cancellationToken);

    /// <summary>Replaces the parent and the resources of a role if nobody has changed it since it was read.</summary>
    /// <remarks>Compares <see cref="Role.Version"/> and stores it increased by one, in one statement. A role never changes its name.</remarks>
    /// <returns><see langword="true"/> when replaced; <see langword="false"/> when the version has moved on or the role is gone.</returns>
    ValueTask<bool> TryUpdateAsync(Role role, CancellationToken cancellationToken);

    /// <summary>Removes a role. Idempotent. Clients and roles that refer to it need no change: a removed role counts for nothing.</summary>
    /// <returns>Whether there was such a role.</returns>
    ValueTask<bool> RemoveAsync(string roleId, CancellationToken cancellationToken);
}
