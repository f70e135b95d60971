using Auth.AccessControl;

namespace Auth.Storage.Observed;

/// <summary>The registered role store; every change reaches those who hold the role at once.</summary>
internal sealed class ObservedRoleStore(IRoleStore inner, RoleChanges changes) : IRoleStore
{
    public ValueTask<IReadOnlyList<Role>> ListAsync(CancellationToken cancellationToken) =>
        inner.ListAsync(cancellationToken);

    public ValueTask<bool> TryAddAsync(Role role, CancellationToken cancellationToken) =>
        ChangeAsync(inner.TryAddAsync(role, cancellationToken));

    public ValueTask<bool> TryUpdateAsync(Role role, CancellationToken cancellationToken) =>
        ChangeAsync(inner.TryUpdateAsync(role, cancellationToken));

    public ValueTask<bool> RemoveAsync(string roleId, CancellationToken cancellationToken) =>
        ChangeAsync(inner.RemoveAsync(roleId, cancellationToken));

    private async ValueTask<bool> ChangeAsync(ValueTask<bool> change)
    {
        try
        {
            return await change;
        }
        finally
        {
            // Also when it threw: the statement may have been carried out.
            changes.Raise();
        }
    }
}
