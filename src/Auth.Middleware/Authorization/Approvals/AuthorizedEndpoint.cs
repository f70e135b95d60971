using Auth.Authorization.Consent;
using Auth.Authorization.Users;
using Auth.Hosting;
using Auth.Http;
using Auth.Pages;
using Auth.Pages.Forms;
using Microsoft.AspNetCore.Http;

namespace Auth.Authorization.Approvals;

/// <summary><c>/oauth2/authorized</c>: what a user has allowed, and the way back.</summary>
internal sealed class AuthorizedEndpoint(
    AuthorizedApplications authorized,
    ApprovalRevoker revoker,
    UserSignIn signIn,
    FormProofs proofs,
    PageWriter pages,
    PublicUrl publicUrl
)
{
    private const string ClientId = "client_id";
    private const string Proof = "proof";

    private string Path => publicUrl.Path + AuthorizationRoutes.Authorized;

    /// <summary>Shows the list.</summary>
    public async Task ShowAsync(HttpContext context)
    {
        if (await signIn.FindAsync(context) is not { } user)
        {
            await signIn.ChallengeAsync(context, Path);
            return;
        }

        var approvals = await authorized.ListAsync(user.Subject, context.RequestAborted);
        var page = new AuthorizedPage(
            user.Name,
            [.. approvals.Select(approval => ToRow(context, user, approval))],
            Path,
            publicUrl.Path + AuthorizationRoutes.Applications
        );
        await pages.WriteAsync(context, StatusCodes.Status200OK, pages: null, chosen => chosen.Authorized(page));
    }

    /// <summary>Ends what one application was allowed.</summary>
    public async Task RevokeAsync(HttpContext context)
    {
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Form);
        if (await signIn.FindAsync(context) is not { } user)
        {
            await signIn.ChallengeAsync(context, Path);
            return;
        }

        if (
            bodyError is not null
            || parameters.Text(ClientId) is not { } clientId
            || !await proofs.TakeAsync(context, user.Subject, Purpose(clientId), parameters.Text(Proof))
        )
        {
            await pages.ProblemAsync(
                context,
                pages: null,
                AuthorizationProblems.ErrorFor(AuthorizationProblem.FormNotOurs)
            );
            return;
        }

        await revoker.RevokeAsync(user.Subject, clientId, context.RequestAborted);
        PageRedirect.To(context, Path);
    }

    private AuthorizedApplication ToRow(HttpContext context, SignedInUser user, Approval approval)
    {
        var id = approval.Client.Id;
        var fields = HiddenFields.Of([(ClientId, id), (Proof, proofs.Create(context, user.Subject, Purpose(id)))]);
        return new AuthorizedApplication(
            approval.Client.Name,
            WebLink.Of(approval.Client.Website),
            approval.Scopes,
            approval.Since,
            fields
        );
    }

    private static FormPurpose Purpose(string clientId) => FormPurpose.Of("revoke", clientId);
}
