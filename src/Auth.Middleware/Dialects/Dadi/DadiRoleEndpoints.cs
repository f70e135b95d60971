using System.Text.Json;
using Auth.AccessControl;
using Auth.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Auth.Dialects.Dadi;

/// <summary><c>/api/roles</c>: the roles and from whom they inherit. Who is no administrator holds the roles it touches.</summary>
internal sealed class DadiRoleEndpoints(DadiDesk desk, DadiRoles shown, ManagedRoles roles, ResourceCatalog catalog)
{
    /// <summary><c>GET /api/roles</c></summary>
    public Task ListAsync(HttpContext context) =>
        desk.ServeAsync(
            context,
            caller =>
                DadiGrants.MayRoles(caller, Access.Read)
                    ? DadiRoles.ShowAsync(context, 200, caller.Roles.All, caller.Roles)
                    : DadiDesk.ForbidAsync(context)
        );

    /// <summary><c>GET /api/roles/ROLE</c></summary>
    public Task GetAsync(HttpContext context) =>
        desk.ServeAsync(
            context,
            caller =>
                !DadiGrants.MayRoles(caller, Access.Read) ? DadiDesk.ForbidAsync(context)
                : caller.Roles.FindByName(DadiDesk.Path(context, "role")) is { } role
                    ? DadiRoles.ShowAsync(context, 200, [role], caller.Roles)
                : DadiDesk.NotFoundAsync(context)
        );

    /// <summary><c>POST /api/roles</c></summary>
    public Task AddAsync(HttpContext context) =>
        desk.ServeAsync(
            context,
            caller =>
                DadiGrants.MayRoles(caller, Access.Create) ? AddAsync(context, caller) : DadiDesk.ForbidAsync(context)
        );

    /// <summary><c>PUT /api/roles/ROLE</c>: another parent, or other resources in place of those there are.</summary>
    public Task UpdateAsync(HttpContext context) =>
        desk.ServeAsync(
            context,
            caller =>
                DadiGrants.MayRoles(caller, Access.Update)
                    ? UpdateAsync(context, caller)
                    : DadiDesk.ForbidAsync(context)
        );

    /// <summary><c>DELETE /api/roles/ROLE</c></summary>
    public Task RemoveAsync(HttpContext context) =>
        desk.ServeAsync(
            context,
            async caller =>
            {
                var role = caller.Roles.FindByName(DadiDesk.Path(context, "role"));
                await (
                    !DadiGrants.MayRoles(caller, Access.Delete) || (role is not null && !caller.Holds(role))
                        ? DadiDesk.ForbidAsync(context)
                    : role is not null && await roles.RemoveAsync(role, context.RequestAborted)
                        ? DadiDesk.RemovedAsync(context)
                    : DadiDesk.NotFoundAsync(context)
                );
            }
        );

    private async Task AddAsync(HttpContext context, AccessPrincipal caller)
    {
        var (body, bodyError) = await DadiBody.ReadAsync(context);
        if (bodyError is not null)
        {
            await DadiReply.BodyErrorAsync(context, bodyError);
            return;
        }

        var fields = new DadiFields(body).Allow("name", "extends", "resources");
        var name = fields.Name("name", allowColon: true);
        var resources = fields.Resources(catalog);
        var parent = ReadParent(fields, caller.Roles);
        if (fields.Errors.Count > 0)
        {
            await DadiDesk.InvalidAsync(context, fields.Errors);
        }
        else if ((parent is not null && !caller.Holds(parent)) || !DadiGrants.MayGrant(caller, resources))
        {
            await DadiDesk.ForbidAsync(context);
        }
        else
        {
            var role = new Role
            {
                Id = "",
                Name = name,
                ParentId = parent?.Id,
                Resources = resources,
            };
            await shown.ShowAsync(context, 201, await roles.AddAsync(role, context.RequestAborted));
        }
    }

    private async Task UpdateAsync(HttpContext context, AccessPrincipal caller)
    {
        var (body, bodyError) = await DadiBody.ReadAsync(context);
        if (bodyError is not null)
        {
            await DadiReply.BodyErrorAsync(context, bodyError);
            return;
        }

        var fields = new DadiFields(body).Allow("name", "extends", "resources");
        if (fields.Has("name"))
        {
            fields.Errors.Add(new("ERROR_INVALID_FIELD", "name", "cannot be updated"));
        }

        var resources = fields.Resources(catalog);
        var parent = ReadParent(fields, caller.Roles);
        if (fields.Errors.Count > 0)
        {
            await DadiDesk.InvalidAsync(context, fields.Errors);
            return;
        }

        if ((parent is not null && !caller.Holds(parent)) || !DadiGrants.MayGrant(caller, resources))
        {
            await DadiDesk.ForbidAsync(context);
            return;
        }

        var result = await roles.ChangeAsync(
            DadiDesk.Path(context, "role"),
            (role, graph) =>
                !caller.Holds(role) ? AccessErrorKind.Forbidden
                : parent is not null && graph.WouldCircle(role, parent) ? AccessErrorKind.InvalidParent
                : role with
                {
                    ParentId = fields.Has("extends") ? parent?.Id : role.ParentId,
                    Resources = fields.Has("resources") ? resources : role.Resources,
                },
            context.RequestAborted
        );
        await shown.ShowAsync(context, 200, result);
    }

    /// <summary>The role to inherit from; <see langword="null"/> for none.</summary>
    private static Role? ReadParent(DadiFields fields, RoleGraph graph)
    {
        if (fields["extends"] is not { ValueKind: not JsonValueKind.Null } value)
        {
            return null;
        }

        var parent = value.ValueKind == JsonValueKind.String ? graph.FindByName(value.GetString()!) : null;
        if (parent is null)
        {
            fields.Errors.Add(new("ERROR_INVALID_PARENT_ROLE", "extends", "is not a valid role to extend"));
        }

        return parent;
    }
}
