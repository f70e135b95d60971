using Auth.Authorization.Consent;
using Auth.Authorization.Users;
using Auth.Hosting;
using Auth.Http;
using Auth.Pages;
using Auth.Pages.Forms;
using Auth.Registration;
using Auth.Storage;
using Auth.Token;
using Microsoft.AspNetCore.Http;

namespace Auth.Authorization.Applications;

/// <summary><c>/oauth2/applications</c>: a user registers applications and gets access tokens without a command line.</summary>
internal sealed class ApplicationsEndpoint(
    OwnApplications applications,
    ApplicationsView view,
    UserSignIn signIn,
    FormProofs proofs,
    ScopeWords words,
    PageWriter pages,
    PublicUrl publicUrl
)
{
    private static readonly OAuthError Bound = OAuthErrors.InvalidDPoPProof with
    {
        Description = "The tokens of this application must be bound to a key, which a page cannot prove.",
    };

    private string Path => publicUrl.Path + AuthorizationRoutes.Applications;

    /// <summary>Shows the applications and the form.</summary>
    public async Task ShowAsync(HttpContext context)
    {
        if (await signIn.FindAsync(context) is not { } user)
        {
            await signIn.ChallengeAsync(context, Path);
            return;
        }

        await view.ListAsync(context, user, ApplicationDraft.Empty, fault: null);
    }

    /// <summary>Does what one of the forms asks for.</summary>
    public async Task ActAsync(HttpContext context)
    {
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Form);
        if (await signIn.FindAsync(context) is not { } user)
        {
            await signIn.ChallengeAsync(context, Path);
            return;
        }

        var action = parameters.Text(ApplicationForms.Action);
        var clientId = parameters.Text(ApplicationForms.ClientId) ?? "";
        if (
            bodyError is not null
            || action is null
            || !await proofs.TakeAsync(
                context,
                user.Subject,
                ApplicationForms.Purpose(action, clientId),
                parameters.Text(ApplicationForms.Proof)
            )
        )
        {
            await RefuseAsync(context);
        }
        else if (action == ApplicationForms.Create)
        {
            await CreateAsync(context, user, parameters);
        }
        else if (await applications.FindAsync(user, clientId, context.RequestAborted) is not { } client)
        {
            await RefuseAsync(context);
        }
        else if (action == ApplicationForms.Remove)
        {
            await applications.RemoveAsync(client, context.RequestAborted);
            PageRedirect.To(context, Path);
        }
        else if (client.RequiresDPoP)
        {
            await pages.ProblemAsync(context, pages: null, Bound);
        }
        else
        {
            await IssueAsync(context, user, client, secret: null);
        }
    }

    private async Task CreateAsync(HttpContext context, SignedInUser user, RequestParameters parameters)
    {
        var draft = ApplicationDraft.Read(parameters, words.All().Select(scope => scope.Name));
        var count = (await applications.ListAsync(user, context.RequestAborted)).Count;
        if (draft.Fault() is { } fault)
        {
            await view.ListAsync(context, user, draft, fault);
        }
        else if (!applications.MayAdd(count))
        {
            await RefuseAsync(context);
        }
        else
        {
            switch (await applications.AddAsync(user, draft, context.RequestAborted))
            {
                case RegistrationOutcome.Registered(var client, var secret, _):
                    await IssueAsync(context, user, client, secret);
                    break;
                case RegistrationOutcome.Refused(var error):
                    await view.ListAsync(context, user, draft, error.Description);
                    break;
            }
        }
    }

    /// <summary>A new application is there even when the host refuses it a token for its developer.</summary>
    private async Task IssueAsync(HttpContext context, SignedInUser user, Client client, string? secret)
    {
        var outcome = await applications.IssueTokenAsync(user, client, context.RequestAborted);
        if (outcome is IssueOutcome.Refused(var error) && secret is null)
        {
            await pages.ProblemAsync(context, pages: null, error);
            return;
        }

        var token = (outcome as IssueOutcome.Issued)?.Token;
        var page = new CredentialsPage(
            client.Name,
            client.Id,
            secret,
            token?.Token,
            words.Of(token?.Scopes ?? []),
            Path
        );
        await pages.WriteAsync(context, StatusCodes.Status200OK, pages: null, chosen => chosen.Credentials(page));
    }

    private Task RefuseAsync(HttpContext context) =>
        pages.ProblemAsync(context, pages: null, AuthorizationProblems.ErrorFor(AuthorizationProblem.FormNotOurs));
}
