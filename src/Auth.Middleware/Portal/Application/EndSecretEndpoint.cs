using Auth.Pages.Text;
using Auth.Registration;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal.Application;

/// <summary>Ends one secret of an application, such as one that leaked; the others live on.</summary>
internal sealed class EndSecretEndpoint(ApplicationPages pages, PortalPages portal, SecretEnder ender)
{
    /// <summary>The field that says which.</summary>
    public const string Secret = "secret";

    public Task HandleAsync(HttpContext context) =>
        pages.WithFormAsync(
            context,
            PortalRoutes.EndSecret,
            async (visitor, client, sent) =>
            {
                if (await ender.TryEndAsync(client, sent.Text(Secret) ?? "", context.RequestAborted))
                {
                    pages.Redirect(context, PortalRoutes.Secrets, client, nameof(PageText.NoticeSecretEnded));
                }
                else
                {
                    await portal.ProblemAsync(
                        context,
                        visitor,
                        StatusCodes.Status409Conflict,
                        PageText.PortalSecretKept
                    );
                }
            }
        );
}
