using Auth.Bearer;
using Auth.Registration;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary><c>POST /api/v1/apps</c> registers an application; <c>GET /api/v1/apps/verify_credentials</c> shows a token its own. With a user's token the application is theirs to manage.</summary>
internal sealed class GoToSocialAppsEndpoint(
    ClientRegistrar registrar,
    GoToSocialApps apps,
    FediverseTokens tokens,
    GoToSocialApiWireFormat wire
)
{
    private const string ManageScope = "write:applications";

    public async Task RegisterAsync(HttpContext context)
    {
        // A token that is no good counts as none.
        var token = await tokens.FindAsync(FediverseTokens.Bearer(context.Request), context.RequestAborted);
        if (token is not null && !GoToSocialScopes.Permit(token.Token.Scopes, ManageScope))
        {
            await wire.WriteForbiddenAsync(context, ManageScope);
            return;
        }

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
                Owner = token?.Token.Subject,
                Dialect = GoToSocialDialect.DialectName,
            },
            context.RequestAborted
        );
        if (outcome is RegistrationOutcome.Refused(var refusal))
        {
            await GoToSocialReply.ErrorAsync(context, refusal.Status, refusal.Description);
            return;
        }

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
