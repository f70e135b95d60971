using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Portal.Access;
using Auth.Portal.Registering;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal;

/// <summary>Sends the portal's pages, with the header as the visitor needs it.</summary>
internal sealed class PortalPages(
    PortalMount mount,
    PortalForms forms,
    FlashCookie flash,
    RegistrationRules registration
)
{
    /// <summary>The path of a page.</summary>
    public string PathOf(string route) => route == PortalRoutes.Home ? mount.Home : mount.PathOf(route);

    /// <summary>Sends a page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="visitor">Who looks at it.</param>
    /// <param name="route">Its route, to mark it in the header.</param>
    /// <param name="page">The page.</param>
    /// <param name="status">The status.</param>
    public Task WriteAsync(
        HttpContext context,
        PortalVisitor visitor,
        string route,
        PageContent page,
        int status = StatusCodes.Status200OK
    ) => PageShell.WriteAsync(context, status, FrameFor(context, visitor, route), page);

    /// <summary>Says what went wrong.</summary>
    public Task ProblemAsync(HttpContext context, PortalVisitor visitor, int status, string? detail = null) =>
        ShellProblem.WriteAsync(context, FrameFor(context, visitor, route: ""), status, detail);

    /// <summary>Leads on to a page, which shows a notice.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">The page: what <see cref="PathOf"/> says.</param>
    /// <param name="notice">The name of the notice's text; <see langword="null"/> for none.</param>
    public void Redirect(HttpContext context, string path, string? notice = null)
    {
        if (notice is not null)
        {
            flash.Set(context, notice);
        }

        PageRedirect.To(context, path);
    }

    private PageFrame FrameFor(HttpContext context, PortalVisitor visitor, string route)
    {
        List<PageLink> links = [];
        if (visitor.IsKnown)
        {
            links.Add(Link(PageText.PortalNavApplications, PortalRoutes.Home));
        }

        if (registration.IsOpen)
        {
            links.Add(Link(PageText.PortalNavRegister, PortalRoutes.Register));
        }

        if (!visitor.IsKnown)
        {
            links.Add(Link(PageText.PortalNavSignIn, PortalRoutes.SignIn));
        }

        return mount.Frame with
        {
            Links = links,
            Account = AccountOf(context, visitor),
            Notice = flash.Take(context),
        };

        PageLink Link(string text, string target) => new(text, PathOf(target), target == route);
    }

    private Html AccountOf(HttpContext context, PortalVisitor visitor)
    {
        var name = visitor.User is { } user ? Html.Of($"<span>{user.Name}</span>") : Html.Empty;
        var leave = visitor.Session is null
            ? Html.Empty
            : Parts.Button(
                PathOf(PortalRoutes.SignOut),
                forms.Fields(context, visitor, PortalRoutes.SignOut),
                PageText.PortalSignOut,
                "plain slim"
            );
        return Html.Join([name, leave]);
    }
}
