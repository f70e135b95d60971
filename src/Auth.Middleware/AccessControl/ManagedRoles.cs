using Auth.Credentials;
using Auth.Storage;

namespace Auth.AccessControl;

/// <summary>The roles. A change is laid over what others have made of the role meanwhile, so none is lost.</summary>
internal sealed class ManagedRoles(IRoleStore roles)
{
    private const int IdLength = 22;

    /// <summary>Adds a role.</summary>
    public async ValueTask<AccessResult<Role>> AddAsync(Role role, CancellationToken cancellationToken)
    {
        var added = role with { Id = Base62.Random(IdLength) };
        return await roles.TryAddAsync(added, cancellationToken) ? added : AccessErrorKind.RoleExists;
    }

    /// <summary>Changes a role.</summary>
    /// <param name="name">The role.</param>
    /// <param name="change">Makes the changed role of the current one among all others, or refuses; called again when others were faster.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async ValueTask<AccessResult<Role>> ChangeAsync(
        string name,
        Func<Role, RoleGraph, AccessResult<Role>> change,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 0; attempt < ManagedClients.MaxAttempts; attempt++)
        {
            var graph = new RoleGraph(await roles.ListAsync(cancellationToken));
            if (graph.FindByName(name) is not { } role)
            {
                return AccessErrorKind.NotFound;
            }

            var result = change(role, graph);
            if (result.Value is not { } changed)
            {
                return result;
            }

            if (await roles.TryUpdateAsync(changed, cancellationToken))
            {
                return changed with { Version = role.Version + 1 };
            }
        }

        return AccessErrorKind.Contended;
    }

    /// <summary>Removes a role. Those that extended it extend none; those that held it hold it no more, not even a new one of its name.</summary>
    public ValueTask<bool> RemoveAsync(Role role, CancellationToken cancellationToken) =>
        roles.RemoveAsync(role.Id, cancellationToken);
}
