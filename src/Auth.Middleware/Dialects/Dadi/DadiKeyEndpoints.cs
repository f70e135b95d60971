using System.Collections.Immutable;
using Auth.AccessControl;
using Auth.Storage;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Dadi;

/// <summary><c>/api/keys</c>, <c>/api/client/keys</c> and <c>/api/clients/ID/keys</c>. A key never manages keys.</summary>
internal sealed class DadiKeyEndpoints(DadiDesk desk, ManagedClients clients, ManagedKeys keys, ResourceCatalog catalog)
{
    /// <summary><c>GET .../keys</c>: the last characters of each.</summary>
    public Task ListAsync(HttpContext context) =>
        ManageAsync(
            context,
            async scope =>
            {
                var visible = await keys.ListAsync(
                    scope.Holder?.Id ?? (scope.Caller.IsAdmin ? null : scope.Caller.Client.Id),
                    context.RequestAborted
                );
                await DadiReply.ResultsAsync(
                    context,
                    StatusCodes.Status200OK,
                    visible.Where(scope.Sees),
                    (writer, key) => DadiShapes.WriteKey(writer, key, key.Ending)
                );
            }
        );

    /// <summary><c>POST .../keys</c>: the whole key, this once.</summary>
    public Task AddAsync(HttpContext context) => ManageAsync(context, scope => AddAsync(context, scope));

    /// <summary><c>DELETE .../keys/ID</c></summary>
    public Task RemoveAsync(HttpContext context) =>
        WithKeyAsync(
            context,
            async (_, key) =>
                await (
                    await keys.RemoveAsync(key.Id, context.RequestAborted)
                        ? DadiDesk.RemovedAsync(context)
                        : DadiDesk.NotFoundAsync(context)
                )
        );

    /// <summary><c>POST .../keys/ID/resources</c></summary>
    public Task AddResourceAsync(HttpContext context) =>
        WithKeyAsync(
            context,
            async (caller, key) =>
            {
                if (await DadiResourceBody.ReadNewAsync(context, caller, catalog) is { } added)
                {
                    await ChangeAsync(
                        context,
                        key,
                        StatusCodes.Status201Created,
                        resources => resources.Plus(added),
                        new AccessError(AccessErrorKind.HasResource, added.Resource)
                    );
                }
            }
        );

    /// <summary><c>PUT .../keys/ID/resources/RESOURCE</c></summary>
    public Task MergeResourceAsync(HttpContext context) =>
        WithKeyAsync(
            context,
            async (caller, key) =>
            {
                var name = DadiDesk.Path(context, "resource");
                if (await DadiResourceBody.ReadRulesAsync(context, caller, name) is { } rules)
                {
                    await ChangeAsync(
                        context,
                        key,
                        StatusCodes.Status200OK,
                        resources => resources.Merge(name, rules),
                        new AccessError(AccessErrorKind.NotFound)
                    );
                }
            }
        );

    /// <summary><c>DELETE .../keys/ID/resources/RESOURCE</c></summary>
    public Task RemoveResourceAsync(HttpContext context) =>
        WithKeyAsync(
            context,
            (_, key) =>
                ChangeAsync(
                    context,
                    key,
                    StatusCodes.Status204NoContent,
                    resources => resources.Less(DadiDesk.Path(context, "resource")),
                    new AccessError(AccessErrorKind.NotFound)
                )
        );

    private async Task AddAsync(HttpContext context, DadiKeyScope scope)
    {
        JsonReply.NoStore(context.Response);
        var (body, bodyError) = await DadiBody.ReadAsync(context);
        if (bodyError is not null)
        {
            await DadiReply.BodyErrorAsync(context, bodyError);
            return;
        }

        var fields = new DadiFields(body).Allow("description", "resources");
        var description = fields.Text("description");
        var resources = fields.Resources(catalog);
        if (fields.Errors.Count > 0)
        {
            await DadiDesk.InvalidAsync(context, fields.Errors);
            return;
        }

        if (!DadiGrants.MayGrant(scope.Caller, resources))
        {
            await DadiDesk.ForbidAsync(context);
            return;
        }

        var maker = scope.Caller.Client;
        var result = await keys.AddAsync(
            scope.Holder ?? maker,
            actsAsClient: scope.Holder is not null,
            maker.Id,
            description,
            resources,
            context.RequestAborted
        );
        await (
            result.Value is { } issued
                ? DadiReply.ResultsAsync(
                    context,
                    StatusCodes.Status200OK,
                    [issued],
                    (writer, made) => DadiShapes.WriteKey(writer, made.Key, made.Token)
                )
                : DadiDesk.RefuseAsync(context, result.Error!, "key")
        );
    }

    private async Task ChangeAsync(
        HttpContext context,
        AccessKey key,
        int status,
        Func<ImmutableArray<ResourceAccess>, ImmutableArray<ResourceAccess>?> change,
        AccessError unchanged
    )
    {
        var result = await keys.ChangeAsync(
            key.Id,
            current => change(current.Resources) is { } resources ? current with { Resources = resources } : unchanged,
            context.RequestAborted
        );
        await (
            result.Value is not { } changed ? DadiDesk.RefuseAsync(context, result.Error!, "key")
            : status == StatusCodes.Status204NoContent ? DadiDesk.RemovedAsync(context)
            : DadiReply.ResultsAsync(
                context,
                status,
                [changed],
                (writer, shown) => DadiShapes.WriteKey(writer, shown, shown.Ending)
            )
        );
    }

    private Task WithKeyAsync(HttpContext context, Func<AccessPrincipal, AccessKey, Task> serve) =>
        ManageAsync(
            context,
            async scope =>
            {
                var key = await keys.FindAsync(DadiDesk.Path(context, "keyId"), scope.Sees, context.RequestAborted);
                await (key is null ? DadiDesk.NotFoundAsync(context) : serve(scope.Caller, key));
            }
        );

    private Task ManageAsync(HttpContext context, Func<DadiKeyScope, Task> serve) =>
        desk.ServeAsync(
            context,
            async caller =>
            {
                if (caller.Key is not null)
                {
                    await DadiDesk.ForbidAsync(context);
                    return;
                }

                var scope = await DadiKeyScope.FindAsync(context, caller, clients);
                await (scope is null ? DadiDesk.NotFoundAsync(context) : serve(scope));
            }
        );
}
