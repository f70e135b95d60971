using System.Collections.Immutable;
using Auth.AccessControl;
using Auth.Storage;

namespace Auth.Dialects.Dadi;

/// <summary>Who may manage, and who may pass on what.</summary>
internal static class DadiGrants
{
    /// <summary>Whether the caller manages clients: without limits, and in somebody's name.</summary>
    public static bool May(AccessPrincipal caller, Access access) =>
        caller.IsClient && caller.For(ResourceCatalog.Clients).Allows(access);

    /// <summary>Whether the caller manages roles.</summary>
    public static bool MayRoles(AccessPrincipal caller, Access access) =>
        caller.For(ResourceCatalog.Roles).Allows(access);

    /// <summary>Whether the caller has all that it would give.</summary>
    public static bool MayGrant(AccessPrincipal caller, ImmutableArray<ResourceAccess> resources) =>
        resources.All(resource =>
            caller.MayGrant(
                resource.Resource,
                AccessTypes.All.Where(access => resource.Matrix.Rule(access) is not null)
            )
        );

    /// <summary>Whether the caller could undo all that may be done with a resource.</summary>
    public static bool HasAllOf(AccessPrincipal caller, string resource)
    {
        var access = caller.For(resource);
        return caller.IsAdmin
            || (
                access.Allows(Access.Create)
                && access.Allows(Access.Read)
                && access.Allows(Access.Update)
                && access.Allows(Access.Delete)
            );
    }
}
