using Auth.Bearer;
using Auth.Http;
using Auth.Registration;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary><c>POST /api/v1/apps</c> registers an application; <c>GET /api/v1/apps/verify_credentials</c> shows a token its own.</summary>
internal sealed class MastodonAppsEndpoint(ClientRegistrar registrar, MastodonApps apps)
{
    public async Task RegisterAsync(HttpContext context)
    {
        var (parameters, bodyError) = await FediverseBody.ReadAsync(context, MastodonParameters.Lenient);
        if (bodyError is not null)
        {
            await MastodonReply.BodyErrorAsync(context, bodyError);
            return;
        }

        var form = MastodonAppForm.Read(parameters);
        if (form.Errors.Length > 0)
        {
            await MastodonReply.ErrorAsync(
                context,
                StatusCodes.Status422UnprocessableEntity,
                "Validation failed: " + string.Join(", ", form.Errors)
            );
            return;
        }

        var outcome = await registrar.RegisterAsync(
            new ClientRegistration
            {
                Name = form.Name,
                UniqueName = false,
                Scopes = form.Scopes,
                GrantTypes = ["authorization_code", "client_credentials"],
                RedirectUris = form.RedirectUris,
                Website = form.Website,
                Dialect = MastodonDialect.DialectName,
            },
            context.RequestAborted
        );
        if (outcome is RegistrationOutcome.Refused(var refusal))
        {
            await MastodonReply.ErrorAsync(context, refusal.Status, refusal.Description);
            return;
        }

        var registered = (RegistrationOutcome.Registered)outcome;
        await MastodonReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            apps.Registered(registered.Client, registered.Secret, form.StoredRedirectUri),
            MastodonJson.Relaxed.RegisteredApplicationBody
        );
    }

    public Task VerifyAsync(HttpContext context) =>
        MastodonReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            apps.Describe(AuthRequest.Of(context)!.Session!.Client!.Client),
            MastodonJson.Relaxed.ApplicationBody
        );
}
