using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Portal.Access;
using Auth.Verification;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal.Registering;

/// <summary>The link in the verification mail. GET looks, the button confirms, so nothing that merely opens links confirms.</summary>
internal sealed class VerifyPageEndpoint(PortalGate gate, PortalPages pages, EmailVerifier verifier)
{
    public async Task ShowAsync(HttpContext context) =>
        await WriteAsync(context, await verifier.PeekAsync(CodeOf(context), context.RequestAborted));

    public async Task ConfirmAsync(HttpContext context) =>
        await WriteAsync(context, await verifier.ConfirmAsync(CodeOf(context), context.RequestAborted));

    private async Task WriteAsync(HttpContext context, VerificationStatus status)
    {
        var visitor = await gate.FindAsync(context);
        var (heading, text) = status switch
        {
            VerificationStatus.Pending => (PageText.PortalVerify, PageText.PortalVerifyText),
            VerificationStatus.Verified => (PageText.PortalConfirmed, PageText.PortalConfirmedText),
            VerificationStatus.AlreadyVerified => (PageText.PortalConfirmedBefore, PageText.PortalConfirmedText),
            VerificationStatus.Expired => (PageText.PortalVerifyOver, PageText.PortalVerifyOverText),
            _ => (PageText.PortalVerifyUnknown, PageText.PortalVerifyUnknownText),
        };
        var main = Html.Of($"{Parts.Head(heading, Html.Text(text))}{Next(visitor, status)}");
        await pages.WriteAsync(
            context,
            visitor,
            PortalRoutes.VerifyCode,
            new PageContent(heading, main),
            VerificationPage.StatusOf(status)
        );
    }

    private Html Next(PortalVisitor visitor, VerificationStatus status)
    {
        if (status == VerificationStatus.Pending)
        {
            return Html.Of(
                $"<form method=\"post\"><button type=\"submit\">{PageText.PortalVerifyButton}</button></form>"
            );
        }

        var (route, text) = visitor.IsKnown
            ? (PortalRoutes.Home, PageText.PortalToApplications)
            : (PortalRoutes.SignIn, PageText.PortalWelcomeSignIn);
        return Html.Of($"<p><a class=\"button\" href=\"{pages.PathOf(route)}\">{text}</a></p>");
    }

    private static string CodeOf(HttpContext context) => context.Request.RouteValues["code"] as string ?? "";
}
