using Auth.Pages;
using Auth.Pages.Forms;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Portal.Access;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal.SignIn;

/// <summary>The link in the mail. Opening it changes nothing, because mail scanners open links; the button on its page signs in, once.</summary>
internal sealed class SignInLinkEndpoint(
    PortalGate gate,
    PortalPages pages,
    PortalForms forms,
    SignInLinks links,
    PortalSessions sessions
)
{
    public async Task ShowAsync(HttpContext context)
    {
        var visitor = await gate.FindAsync(context);
        if (!await links.IsGoodAsync(CodeOf(context), context.RequestAborted))
        {
            await WriteOverAsync(context, visitor);
            return;
        }

        var fields = forms.Fields(context, visitor, PortalRoutes.SignInCode);
        var main = Html.Of(
            $"""
            {Parts.Head(PageText.PortalLink, Html.Text(PageText.PortalLinkLead))}
            <form method="post">{fields}<button type="submit">{PageText.PortalLinkButton}</button></form>
            """
        );
        await pages.WriteAsync(context, visitor, PortalRoutes.SignInCode, new PageContent(PageText.PortalLink, main));
    }

    public async Task RedeemAsync(HttpContext context)
    {
        var (sent, status) = await SentForm.ReadAsync(context);
        var visitor = await gate.FindAsync(context);
        if (status is not null || !await forms.TakeAsync(context, visitor, sent, PortalRoutes.SignInCode))
        {
            await pages.ProblemAsync(context, visitor, status ?? StatusCodes.Status400BadRequest);
            return;
        }

        var keys = await links.RedeemAsync(CodeOf(context), context.RequestAborted);
        if (keys.IsEmpty)
        {
            await WriteOverAsync(context, visitor);
            return;
        }

        await sessions.StartAsync(context, clientId: null, keys);
        pages.Redirect(context, pages.PathOf(PortalRoutes.Home), nameof(PageText.NoticeSignedIn));
    }

    private Task WriteOverAsync(HttpContext context, PortalVisitor visitor)
    {
        var main = Html.Of(
            $"""
            {Parts.Head(PageText.PortalLinkOver, Html.Text(PageText.PortalLinkOverLead))}
            <p><a class="button" href="{pages.PathOf(PortalRoutes.SignIn)}">{PageText.PortalLinkAgain}</a></p>
            """
        );
        return pages.WriteAsync(
            context,
            visitor,
            PortalRoutes.SignInCode,
            new PageContent(PageText.PortalLinkOver, main),
            StatusCodes.Status410Gone
        );
    }

    private static string CodeOf(HttpContext context) => context.Request.RouteValues["code"] as string ?? "";
}
