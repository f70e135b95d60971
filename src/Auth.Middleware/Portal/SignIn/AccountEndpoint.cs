using Auth.Portal.Access;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal.SignIn;

/// <summary>Leads users of the host to its sign-in page and back.</summary>
internal sealed class AccountEndpoint(PortalGate gate, PortalPages pages, HostUsers users)
{
    public async Task HandleAsync(HttpContext context)
    {
        var visitor = await gate.FindAsync(context);
        if (!users.AreOffered)
        {
            await pages.ProblemAsync(context, visitor, StatusCodes.Status404NotFound);
        }
        else if (visitor.User is null)
        {
            await users.ChallengeAsync(context, pages.PathOf(PortalRoutes.Account));
        }
        else
        {
            pages.Redirect(context, pages.PathOf(PortalRoutes.Home));
        }
    }
}
