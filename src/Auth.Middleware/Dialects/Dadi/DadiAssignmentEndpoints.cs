using Auth.AccessControl;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Dadi;

/// <summary><c>/api/clients/ID/roles</c> and <c>/api/clients/ID/resources</c>: what a client is given and what is taken away.</summary>
internal sealed class DadiAssignmentEndpoints(DadiDesk desk, ManagedClients clients, ResourceCatalog catalog)
{
    /// <summary><c>POST .../roles</c>: roles that the client holds already stay.</summary>
    public Task AddRolesAsync(HttpContext context) =>
        ManageAsync(
            context,
            async (caller, id) =>
            {
                var (body, bodyError) = await DadiBody.ReadAsync(context);
                if (bodyError is not null)
                {
                    await DadiReply.BodyErrorAsync(context, bodyError);
                    return;
                }

                List<DadiFieldError> errors = [];
                var roles = DadiFields.ReadRoles(body, caller.Roles, errors);
                if (errors.Count > 0)
                {
                    await DadiDesk.InvalidAsync(context, errors);
                }
                else if (!roles.All(caller.Holds))
                {
                    await DadiDesk.ForbidAsync(context);
                }
                else
                {
                    await ChangeAsync(
                        context,
                        caller,
                        id,
                        StatusCodes.Status200OK,
                        access => access with { Roles = [.. access.Roles.Union(roles.Select(role => role.Id))] }
                    );
                }
            }
        );

    /// <summary><c>DELETE .../roles/ROLE</c></summary>
    public Task RemoveRoleAsync(HttpContext context) =>
        ManageAsync(
            context,
            (caller, id) =>
            {
                var role = caller.Roles.FindByName(DadiDesk.Path(context, "role"));
                return role is null ? DadiDesk.NotFoundAsync(context)
                    : !caller.Holds(role) ? DadiDesk.ForbidAsync(context)
                    : ChangeAsync(
                        context,
                        caller,
                        id,
                        StatusCodes.Status204NoContent,
                        access =>
                            access.Roles.Contains(role.Id)
                                ? access with
                                {
                                    Roles = access.Roles.Remove(role.Id),
                                }
                                : AccessErrorKind.NotFound
                    );
            }
        );

    /// <summary><c>POST .../resources</c></summary>
    public Task AddResourceAsync(HttpContext context) =>
        ManageAsync(
            context,
            async (caller, id) =>
            {
                if (await DadiResourceBody.ReadNewAsync(context, caller, catalog) is { } added)
                {
                    await ChangeAsync(
                        context,
                        caller,
                        id,
                        StatusCodes.Status201Created,
                        access =>
                            access.Resources.Plus(added) is { } resources
                                ? access with
                                {
                                    Resources = resources,
                                }
                                : new AccessError(AccessErrorKind.HasResource, added.Resource)
                    );
                }
            }
        );

    /// <summary><c>PUT .../resources/RESOURCE</c>: the rules that are sent are laid over those there are.</summary>
    public Task MergeResourceAsync(HttpContext context) =>
        ManageAsync(
            context,
            async (caller, id) =>
            {
                var name = DadiDesk.Path(context, "resource");
                if (await DadiResourceBody.ReadRulesAsync(context, caller, name) is { } rules)
                {
                    await ChangeAsync(
                        context,
                        caller,
                        id,
                        StatusCodes.Status200OK,
                        access =>
                            access.Resources.Merge(name, rules) is { } resources
                                ? access with
                                {
                                    Resources = resources,
                                }
                                : AccessErrorKind.NotFound
                    );
                }
            }
        );

    /// <summary><c>DELETE .../resources/RESOURCE</c></summary>
    public Task RemoveResourceAsync(HttpContext context) =>
        ManageAsync(
            context,
            (caller, id) =>
            {
                var name = DadiDesk.Path(context, "resource");
                return DadiGrants.HasAllOf(caller, name)
                    ? ChangeAsync(
                        context,
                        caller,
                        id,
                        StatusCodes.Status204NoContent,
                        access =>
                            access.Resources.Less(name) is { } resources
                                ? access with
                                {
                                    Resources = resources,
                                }
                                : AccessErrorKind.NotFound
                    )
                    : DadiDesk.ForbidAsync(context);
            }
        );

    private Task ManageAsync(HttpContext context, Func<AccessPrincipal, string, Task> manage) =>
        desk.ServeAsync(
            context,
            caller =>
                DadiGrants.May(caller, Access.Update)
                    ? manage(caller, DadiDesk.Path(context, "clientId"))
                    : DadiDesk.ForbidAsync(context)
        );

    private async Task ChangeAsync(
        HttpContext context,
        AccessPrincipal caller,
        string id,
        int status,
        Func<ClientAccess, AccessResult<ClientAccess>> change
    )
    {
        var result = await clients.ChangeAsync(
            id,
            "access",
            client =>
            {
                if (!caller.Reaches(client))
                {
                    return AccessErrorKind.Forbidden;
                }

                var changed = change(client.Access!);
                return changed.Value is { } access ? client with { Access = access } : changed.Error!;
            },
            context.RequestAborted
        );
        await (
            result.Error is null && status == StatusCodes.Status204NoContent
                ? DadiDesk.RemovedAsync(context)
                : desk.ShowAsync(context, status, result)
        );
    }
}
