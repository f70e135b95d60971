using Auth.Bearer;
using Auth.Registration;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary><c>POST /api/v1/apps</c> registers an application; <c>GET /api/v1/apps/verify_credentials</c> shows a token its own.</summary>
internal sealed class GoToSocialAppsEndpoint(ClientRegistrar registrar, GoToSocialApps apps)
{
    public async Task RegisterAsync(HttpContext context)
    {
        var (parameters, bodyError) = await FediverseBody.ReadAsync(context, GoToSocialParameters.Lenient);
        if (bodyError is not null)
        {
            await GoToSocialReply.BodyErrorAsync(context, bodyError);
            return;
        }

        var form = GoToSocialAppForm.Read(parameters);
        if (form.Error is not null)
        {
            await GoToSocialReply.ErrorAsync(context, StatusCodes.Status400BadRequest, form.Error);
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
                Dialect = GoToSocialDialect.DialectName,
            },
            context.RequestAborted
        );
        var registered = (RegistrationOutcome.Registered)outcome;
        await GoToSocialReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            apps.Registered(registered.Client, registered.Secret),
            GoToSocialJson.Relaxed.GoToSocialApplicationBody
        );
    }

    public Task VerifyAsync(HttpContext context) =>
        GoToSocialReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            apps.Describe(AuthRequest.Of(context)!.Session!.Client!.Client),
            GoToSocialJson.Relaxed.GoToSocialApplicationBody
        );
}
