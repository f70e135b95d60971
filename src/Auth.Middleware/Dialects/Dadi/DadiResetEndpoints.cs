using System.Text.Json;
using Auth.AccessControl;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Dadi;

/// <summary><c>/api/reset</c>: a new secret for who can receive the code; there only when the host registered <see cref="IDadiPasswordReset"/>.</summary>
internal sealed class DadiResetEndpoints(
    ManagedClients clients,
    ClientEmails emails,
    IGrantStore grants,
    IRateLimitStore counters,
    ImportedSecrets secrets,
    CredentialFormat format,
    AuthClock clock,
    IServiceProvider services,
    IOptionsMonitor<DadiOptions> options
)
{
    private const string Kind = GrantKinds.SecretReset;

    /// <summary>Whether the host lets secrets be replaced.</summary>
    public bool IsOpen => services.GetService<IDadiPasswordReset>() is not null;

    /// <summary><c>POST /api/reset</c></summary>
    public async Task BeginAsync(HttpContext context)
    {
        var (body, bodyError) = await DadiBody.ReadAsync(context);
        if (bodyError is not null)
        {
            await DadiReply.BodyErrorAsync(context, bodyError);
            return;
        }

        var fields = new DadiFields(body);
        var (id, email) = (fields.Text("clientId"), fields.Text("email"));
        var client =
            fields.Errors.Count > 0 ? null
            : id is not null ? await clients.FindAsync(id, context.RequestAborted)
            : email is not null ? await emails.FindAsync(email, context.RequestAborted)
            : null;
        if (client is not { Access: not null, Disabled: false })
        {
            await DadiDesk.NotFoundAsync(context);
            return;
        }

        if (!await TryBeginAsync(client, context.RequestAborted))
        {
            await DadiDesk.ForbidAsync(context);
            return;
        }

        await SendAsync(client, fields["data"], context.RequestAborted);
        await DadiReply.SuccessAsync(context);
    }

    /// <summary><c>POST /api/reset/TOKEN</c></summary>
    public async Task FinishAsync(HttpContext context)
    {
        var (body, bodyError) = await DadiBody.ReadAsync(context);
        if (bodyError is not null)
        {
            await DadiReply.BodyErrorAsync(context, bodyError);
            return;
        }

        var fields = new DadiFields(body).Allow("secret");
        fields.Required("secret");
        var secret = fields.Secret("secret");
        if (fields.Errors.Count > 0)
        {
            await DadiDesk.InvalidAsync(context, fields.Errors);
            return;
        }

        // Looked at first: an invented code costs no slow hash, and the code is used up only when there is a hash to store.
        var token = DadiDesk.Path(context, "token");
        if (!format.IsGenuine(token, CredentialKind.SecretReset))
        {
            await DadiDesk.ForbidAsync(context);
        }
        else if (await secrets.HashAsync(secret!, context.RequestAborted) is not { } hash)
        {
            await DadiReply.BusyAsync(context);
        }
        else
        {
            await (
                await TryReplaceAsync(token, hash, context.RequestAborted)
                    ? DadiReply.SuccessAsync(context)
                    : DadiDesk.ForbidAsync(context)
            );
        }
    }

    /// <summary>One code at a time, so that nobody's mailbox is flooded.</summary>
    private async ValueTask<bool> TryBeginAsync(Client client, CancellationToken cancellationToken)
    {
        var window = new RateLimitWindow("reset", 1, options.CurrentValue.ResetTokenLifetime);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.Milliseconds);
        var result = await counters.AcquireAsync($"secret-reset:{client.Id}", [window], 1, now, cancellationToken);
        return result.Allowed;
    }

    private async ValueTask SendAsync(Client client, JsonElement? data, CancellationToken cancellationToken)
    {
        var token = format.Create(CredentialKind.SecretReset);
        var now = clock.UtcNow;
        await grants.AddAsync(
            new Grant(
                CredentialHash.OfToken(token),
                Kind,
                client.Id,
                BoundTo: null,
                now,
                now + options.CurrentValue.ResetTokenLifetime
            ),
            cancellationToken
        );
        await services
            .GetRequiredService<IDadiPasswordReset>()
            .SendAsync(
                new DadiPasswordReset(client.Id, emails.Read(client), token, data?.GetRawText()),
                cancellationToken
            );
    }

    private async ValueTask<bool> TryReplaceAsync(string token, SecretHash hash, CancellationToken cancellationToken)
    {
        var taken = await grants.TakeAsync(CredentialHash.OfToken(token), Kind, clock.UtcNow, cancellationToken);
        if (taken is not { Status: TakeGrantStatus.Taken, Grant.ClientId: { } clientId })
        {
            return false;
        }

        var result = await clients.ChangeAsync(
            clientId,
            "secret",
            client => client with { Secrets = [DadiClient.Secret(hash, clock.UtcNow)] },
            cancellationToken
        );
        return result.Error is null;
    }
}
