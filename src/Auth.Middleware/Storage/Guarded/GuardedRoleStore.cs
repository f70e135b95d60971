namespace Auth.Storage.Guarded;

/// <summary>The registered role store; nobody waits for it while it is silent.</summary>
internal sealed class GuardedRoleStore(IRoleStore inner, StoreGuard guard) : IRoleStore
{
    public ValueTask<IReadOnlyList<Role>> ListAsync(CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.ListAsync(stop), cancellationToken);

    public ValueTask<bool> TryAddAsync(Role role, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.TryAddAsync(role, stop), cancellationToken);

    public ValueTask<bool> TryUpdateAsync(Role role, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.TryUpdateAsync(role, stop), cancellationToken);

    public ValueTask<bool> RemoveAsync(string roleId, CancellationToken cancellationToken) =>
        guard.AskAsync(stop => inner.RemoveAsync(roleId, stop), cancellationToken);
}
