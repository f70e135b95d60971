using Auth.Authorization.Consent;
using Auth.Authorization.Users;
using Auth.Hosting;
using Auth.Pages;
using Auth.Pages.Forms;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Authorization.Applications;

/// <summary>Puts the applications page together.</summary>
internal sealed class ApplicationsView(
    OwnApplications applications,
    FormProofs proofs,
    ScopeWords words,
    PageWriter pages,
    PublicUrl publicUrl
)
{
    /// <summary>Shows the page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="user">Who is signed in.</param>
    /// <param name="draft">What stands in the form.</param>
    /// <param name="fault">What is wrong with it, or <see langword="null"/>.</param>
    public async Task ListAsync(HttpContext context, SignedInUser user, ApplicationDraft draft, string? fault)
    {
        var own = await applications.ListAsync(user, context.RequestAborted);
        var page = new ApplicationsPage
        {
            User = user.Name,
            Action = publicUrl.Path + AuthorizationRoutes.Applications,
            AuthorizedPath = publicUrl.Path + AuthorizationRoutes.Authorized,
            Applications = [.. own.Select(client => ToRow(context, user, client))],
            Form = applications.MayAdd(own.Count) ? ToForm(context, user, draft, fault) : null,
        };
        await pages.WriteAsync(
            context,
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            pages: null,
            chosen => chosen.Applications(page)
        );
    }

    private OwnApplication ToRow(HttpContext context, SignedInUser user, Client client) =>
        new(
            client.Id,
            client.Name,
            WebLink.Of(client.Website),
            client.RedirectUris,
            words.Of(client.Scopes),
            client.CreatedAt,
            Fields(context, user, ApplicationForms.Token, client.Id),
            Fields(context, user, ApplicationForms.Remove, client.Id)
        );

    private ApplicationForm ToForm(HttpContext context, SignedInUser user, ApplicationDraft draft, string? fault) =>
        new(
            draft.Name,
            draft.Website,
            draft.RedirectUris,
            words.All(),
            draft.Scopes,
            fault,
            Fields(context, user, ApplicationForms.Create, clientId: "")
        );

    private Html Fields(HttpContext context, SignedInUser user, string action, string clientId)
    {
        var proof = proofs.Create(context, user.Subject, ApplicationForms.Purpose(action, clientId));
        IEnumerable<(string, string)> client = clientId.Length == 0 ? [] : [(ApplicationForms.ClientId, clientId)];
        return HiddenFields.Of([(ApplicationForms.Action, action), .. client, (ApplicationForms.Proof, proof)]);
    }
}
