using Auth.Pages.Text;
using Auth.Portal.Registering;
using Auth.Verification;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal.Application;

/// <summary>Sends the verification mail again; the mail limits decide whether and when.</summary>
internal sealed class ResendPageEndpoint(ApplicationPages pages, VerificationMail mail)
{
    public Task HandleAsync(HttpContext context) =>
        pages.WithFormAsync(
            context,
            PortalRoutes.Resend,
            async (_, client, _) =>
            {
                if (client is { Verified: false, Email: not null })
                {
                    await mail.SendAgainAsync(client, PortalVerificationLink.Name, context.RequestAborted);
                }

                pages.Redirect(context, PortalRoutes.Application, client, nameof(PageText.NoticeMailSent));
            }
        );
}
