using System.Globalization;
using System.Text.Json;
using Auth.AccessControl;
using Auth.ClientAuthentication;
using Auth.Contacts;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Dadi;

/// <summary><c>PUT /api/clients/ID</c> and <c>PUT /api/client</c>: by the client itself, or by an administrator.</summary>
internal sealed class DadiClientUpdateEndpoint(
    DadiDesk desk,
    ManagedClients clients,
    ClientEmails emails,
    SecretAuthenticator authenticator,
    ImportedSecrets secrets,
    AuthClock clock
)
{
    public Task HandleAsync(HttpContext context) =>
        desk.ServeAsync(context, caller => HandleAsync(context, caller, DadiDesk.Path(context, "clientId")));

    public Task HandleSelfAsync(HttpContext context) =>
        desk.ServeAsync(context, caller => HandleAsync(context, caller, caller.Client.Id));

    private async Task HandleAsync(HttpContext context, AccessPrincipal caller, string id)
    {
        // A key never changes the client it borrows from.
        if (caller.Key is not null || !(caller.IsAdmin || caller.Is(id)))
        {
            await DadiDesk.ForbidAsync(context);
            return;
        }

        var (body, bodyError) = await DadiBody.ReadAsync(context);
        if (bodyError is not null)
        {
            await DadiReply.BodyErrorAsync(context, bodyError);
            return;
        }

        var fields = new DadiFields(body).Allow("secret", "currentSecret", "email", "accessType", "data");
        var change = new Change(
            fields.Secret("secret"),
            fields.Email(),
            fields.AccessType(),
            fields.Data(caller.IsAdmin),
            Hash: null
        );
        var currentSecret = fields.Text("currentSecret");
        if (fields.Errors.Count > 0)
        {
            await DadiDesk.InvalidAsync(context, fields.Errors);
            return;
        }

        if (await clients.FindAsync(id, context.RequestAborted) is not { } client)
        {
            await DadiDesk.NotFoundAsync(context);
            return;
        }

        if (change.Secret is { } secret)
        {
            if (!caller.Reaches(client))
            {
                await DadiDesk.ForbidAsync(context);
                return;
            }

            if (!caller.IsAdmin && !await ProvesAsync(context, client, currentSecret))
            {
                return;
            }

            if (await secrets.HashAsync(secret, context.RequestAborted) is not { } hash)
            {
                await DadiReply.BusyAsync(context);
                return;
            }

            change = change with { Hash = hash };
        }

        var result = await clients.ChangeAsync(
            id,
            "client",
            current => Apply(caller, current, change),
            context.RequestAborted
        );
        await desk.ShowAsync(context, StatusCodes.Status200OK, result);
    }

    private AccessResult<Client> Apply(AccessPrincipal caller, Client client, Change change)
    {
        var access = client.Access!;
        var type = change.Type ?? access.Type;
        if (!caller.Reaches(client) || (type != access.Type && !caller.IsSuperUser))
        {
            return AccessErrorKind.Forbidden;
        }

        var data = DadiData.Merge(access.Data, change.Data);
        if (data.Length > DadiData.MaxLength)
        {
            return AccessErrorKind.DataTooLarge;
        }

        var changed = client with
        {
            Secrets = change.Hash is { } hash ? [DadiClient.Secret(hash, clock.UtcNow)] : client.Secrets,
            Access = access with { Type = type, Data = data },
        };
        return change.Email is { } email ? emails.Assign(changed, email) : changed;
    }

    /// <summary>Who is no administrator shows the current secret; wrong ones are counted as at the token endpoint.</summary>
    /// <returns>Whether it was right; if not, the request is answered.</returns>
    private async Task<bool> ProvesAsync(HttpContext context, Client client, string? currentSecret)
    {
        if (currentSecret is null)
        {
            await DadiReply.ErrorAsync(context, DadiErrors.CurrentSecretMissing);
            return false;
        }

        switch (await authenticator.AuthenticateAsync(context, client.Id, client, currentSecret))
        {
            case SecretOutcome.Authenticated:
                return true;
            case SecretOutcome.Busy:
                await DadiReply.BusyAsync(context);
                return false;
            case SecretOutcome.Limited(var wait):
                context.Response.Headers[HeaderNames.RetryAfter] = Math.Max(1, Math.Ceiling(wait.TotalSeconds))
                    .ToString(CultureInfo.InvariantCulture);
                await DadiReply.StatusAsync(context, StatusCodes.Status429TooManyRequests);
                return false;
            default:
                await DadiReply.ErrorAsync(context, DadiErrors.CurrentSecretInvalid);
                return false;
        }
    }

    /// <summary>What is to change; what was not sent stays as it is.</summary>
    private sealed record Change(
        string? Secret,
        EmailAddress? Email,
        ClientAccessType? Type,
        JsonElement? Data,
        SecretHash? Hash
    )
    {
        /// <summary>Does not show the secret.</summary>
        public override string ToString() => nameof(Change);
    }
}
