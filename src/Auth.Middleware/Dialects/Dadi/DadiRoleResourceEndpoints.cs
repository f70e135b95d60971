using System.Collections.Immutable;
using Auth.AccessControl;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Dadi;

/// <summary><c>/api/roles/ROLE/resources</c>: what a role allows.</summary>
internal sealed class DadiRoleResourceEndpoints(
    DadiDesk desk,
    DadiRoles shown,
    ManagedRoles roles,
    ResourceCatalog catalog
)
{
    /// <summary><c>POST .../resources</c></summary>
    public Task AddAsync(HttpContext context) =>
        ManageAsync(
            context,
            async caller =>
            {
                if (await DadiResourceBody.ReadNewAsync(context, caller, catalog) is { } added)
                {
                    await ChangeAsync(
                        context,
                        caller,
                        StatusCodes.Status201Created,
                        resources => resources.Plus(added),
                        new AccessError(AccessErrorKind.HasResource, added.Resource)
                    );
                }
            }
        );

    /// <summary><c>PUT .../resources/RESOURCE</c></summary>
    public Task MergeAsync(HttpContext context) =>
        ManageAsync(
            context,
            async caller =>
            {
                var name = DadiDesk.Path(context, "resource");
                if (await DadiResourceBody.ReadRulesAsync(context, caller, name) is { } rules)
                {
                    await ChangeAsync(
                        context,
                        caller,
                        StatusCodes.Status200OK,
                        resources => resources.Merge(name, rules),
                        new AccessError(AccessErrorKind.NotFound)
                    );
                }
            }
        );

    /// <summary><c>DELETE .../resources/RESOURCE</c></summary>
    public Task RemoveAsync(HttpContext context) =>
        ManageAsync(
            context,
            caller =>
            {
                var name = DadiDesk.Path(context, "resource");
                return DadiGrants.HasAllOf(caller, name)
                    ? ChangeAsync(
                        context,
                        caller,
                        StatusCodes.Status204NoContent,
                        resources => resources.Less(name),
                        new AccessError(AccessErrorKind.NotFound)
                    )
                    : DadiDesk.ForbidAsync(context);
            }
        );

    private Task ManageAsync(HttpContext context, Func<AccessPrincipal, Task> manage) =>
        desk.ServeAsync(
            context,
            caller => DadiGrants.MayRoles(caller, Access.Update) ? manage(caller) : DadiDesk.ForbidAsync(context)
        );

    private async Task ChangeAsync(
        HttpContext context,
        AccessPrincipal caller,
        int status,
        Func<ImmutableArray<ResourceAccess>, ImmutableArray<ResourceAccess>?> change,
        AccessError unchanged
    )
    {
        var result = await roles.ChangeAsync(
            DadiDesk.Path(context, "role"),
            (role, _) =>
                !caller.Holds(role) ? AccessErrorKind.Forbidden
                : change(role.Resources) is { } resources ? role with { Resources = resources }
                : unchanged,
            context.RequestAborted
        );
        await (
            result.Error is null && status == StatusCodes.Status204NoContent
                ? DadiDesk.RemovedAsync(context)
                : shown.ShowAsync(context, status, result)
        );
    }
}
