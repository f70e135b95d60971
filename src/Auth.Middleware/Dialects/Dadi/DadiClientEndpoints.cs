using Auth.AccessControl;
using Auth.Credentials;
using Auth.Registration;
using Auth.Storage;
using Auth.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Dadi;

/// <summary><c>/api/clients</c> and <c>/api/client</c>: who there is, who is new, and who goes.</summary>
internal sealed class DadiClientEndpoints(
    DadiDesk desk,
    ManagedClients clients,
    ClientEmails emails,
    ImportedSecrets secrets,
    ResourceCatalog catalog,
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    /// <summary><c>GET /api/clients</c></summary>
    public Task ListAsync(HttpContext context) =>
        desk.ServeAsync(
            context,
            async caller =>
                await (
                    May(caller, Access.Read)
                        ? desk.ShowAsync(context, 200, await clients.ListAsync(context.RequestAborted))
                        : DadiDesk.ForbidAsync(context)
                )
        );

    /// <summary><c>GET /api/client</c>: whoever calls, managed or not.</summary>
    public Task GetSelfAsync(HttpContext context) =>
        desk.ServeAsync(
            context,
            caller => caller.IsClient ? desk.ShowAsync(context, 200, [caller.Client]) : DadiDesk.ForbidAsync(context)
        );

    /// <summary><c>GET /api/clients/ID</c></summary>
    public Task GetAsync(HttpContext context) =>
        desk.ServeAsync(
            context,
            async caller =>
            {
                var id = DadiDesk.Path(context, "clientId");
                if (!caller.Is(id) && !May(caller, Access.Read))
                {
                    await DadiDesk.ForbidAsync(context);
                    return;
                }

                await (
                    await clients.FindAsync(id, context.RequestAborted) is { } client
                        ? desk.ShowAsync(context, 200, [client])
                        : DadiDesk.NotFoundAsync(context)
                );
            }
        );

    /// <summary><c>DELETE /api/clients/ID</c></summary>
    public Task RemoveAsync(HttpContext context) =>
        desk.ServeAsync(
            context,
            async caller =>
            {
                if (!May(caller, Access.Delete))
                {
                    await DadiDesk.ForbidAsync(context);
                    return;
                }

                var id = DadiDesk.Path(context, "clientId");
                if (await clients.FindAsync(id, context.RequestAborted) is not { } client)
                {
                    await DadiDesk.NotFoundAsync(context);
                    return;
                }

                await (
                    !caller.Reaches(client) ? DadiDesk.ForbidAsync(context)
                    : await clients.RemoveAsync(id, context.RequestAborted) ? DadiDesk.RemovedAsync(context)
                    : DadiDesk.NotFoundAsync(context)
                );
            }
        );

    /// <summary><c>POST /api/clients</c></summary>
    public Task AddAsync(HttpContext context) =>
        desk.ServeAsync(
            context,
            caller => May(caller, Access.Create) ? AddAsync(context, caller) : DadiDesk.ForbidAsync(context)
        );

    private async Task AddAsync(HttpContext context, AccessPrincipal caller)
    {
        var (body, bodyError) = await DadiBody.ReadAsync(context);
        if (bodyError is not null)
        {
            await DadiReply.BodyErrorAsync(context, bodyError);
            return;
        }

        var fields = new DadiFields(body).Allow(
            "clientId",
            "secret",
            "email",
            "accessType",
            "resources",
            "roles",
            "data"
        );
        var id = fields.Name("clientId");
        fields.Required("secret");
        var secret = fields.Secret("secret");
        var email = fields.Email();
        var type = fields.AccessType() ?? ClientAccessType.User;
        var resources = fields.Resources(catalog);
        var roles = fields.Roles(caller.Roles);
        var data = fields.Data(caller.IsAdmin);
        if (fields.Errors.Count > 0)
        {
            await DadiDesk.InvalidAsync(context, fields.Errors);
            return;
        }

        if (
            (type != ClientAccessType.User && !caller.IsSuperUser)
            || !roles.All(caller.Holds)
            || !DadiGrants.MayGrant(caller, resources)
        )
        {
            await DadiDesk.ForbidAsync(context);
            return;
        }

        if (await secrets.HashAsync(secret!, context.RequestAborted) is not { } hash)
        {
            await DadiReply.BusyAsync(context);
            return;
        }

        var access = new ClientAccess
        {
            Type = type,
            Resources = resources,
            Roles = [.. roles.Select(role => role.Id)],
            Data = DadiData.Merge("{}", data),
        };
        var client = NewClient(id, hash, access);
        client = email is null ? client : emails.Assign(client, email);
        await desk.ShowAsync(context, 201, await clients.AddAsync(client, context.RequestAborted));
    }

    private Client NewClient(string id, SecretHash hash, ClientAccess access) =>
        DadiClient.Create(id, hash, access, options.CurrentValue.Registration.Tier, clock.UtcNow);

    private static bool May(AccessPrincipal caller, Access access) => DadiGrants.May(caller, access);
}
