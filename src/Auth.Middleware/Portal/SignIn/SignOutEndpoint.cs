using Auth.Pages.Forms;
using Auth.Pages.Text;
using Auth.Portal.Access;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal.SignIn;

/// <summary>Ends the session, here and on every node.</summary>
internal sealed class SignOutEndpoint(PortalGate gate, PortalPages pages, PortalForms forms, PortalSessions sessions)
{
    public async Task HandleAsync(HttpContext context)
    {
        var (sent, status) = await SentForm.ReadAsync(context);
        var visitor = await gate.FindAsync(context);
        if (status is not null || !await forms.TakeAsync(context, visitor, sent, PortalRoutes.SignOut))
        {
            await pages.ProblemAsync(context, visitor, status ?? StatusCodes.Status400BadRequest);
            return;
        }

        await sessions.EndAsync(context);
        pages.Redirect(context, pages.PathOf(PortalRoutes.Home), nameof(PageText.NoticeSignedOut));
    }
}
