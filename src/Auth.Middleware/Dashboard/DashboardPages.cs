using Auth.Auditing;
using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Microsoft.AspNetCore.Http;

namespace Auth.Dashboard;

/// <summary>Sends the dashboard's pages.</summary>
internal sealed class DashboardPages(DashboardMount mount, FlashCookie flash)
{
    /// <summary>The path of a page.</summary>
    /// <param name="local">Its path below the prefix.</param>
    public string PathOf(string local) => local.Length == 0 ? mount.Home : mount.PathOf(local);

    /// <summary>The link to the next page of a list.</summary>
    public static Html Next(string path) =>
        Html.Of($"<p><a class=\"button plain\" href=\"{path}\">{PageText.DashNext}</a></p>");

    /// <summary>Sends a page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="route">The link of the header that it belongs to.</param>
    /// <param name="title">Its title.</param>
    /// <param name="main">What stands in it.</param>
    /// <param name="status">The status.</param>
    public Task WriteAsync(
        HttpContext context,
        string route,
        string title,
        Html main,
        int status = StatusCodes.Status200OK
    ) => PageShell.WriteAsync(context, status, FrameFor(context, route), new PageContent(title, main) { Wide = true });

    /// <summary>Says what went wrong.</summary>
    public Task ProblemAsync(HttpContext context, int status, string? detail = null) =>
        ShellProblem.WriteAsync(context, FrameFor(context, route: null), status, detail);

    /// <summary>Says that somebody was faster, and leads back to what it looks like now.</summary>
    /// <param name="context">The request.</param>
    /// <param name="route">The link of the header that it belongs to.</param>
    /// <param name="text">What has changed meanwhile.</param>
    /// <param name="back">The page that shows it.</param>
    public Task ConflictAsync(HttpContext context, string route, string text, string back)
    {
        var main = Html.Of(
            $"{Parts.Head(PageText.DashConflict, Html.Text(text))}<p><a class=\"button\" href=\"{back}\">{PageText.DashConflictBack}</a></p>"
        );
        return WriteAsync(context, route, PageText.DashConflict, main, StatusCodes.Status409Conflict);
    }

    /// <summary>Leads on to a page, which shows a notice.</summary>
    /// <param name="context">The request.</param>
    /// <param name="local">The page's path below the prefix.</param>
    /// <param name="notice">The name of the notice's text.</param>
    public void Redirect(HttpContext context, string local, string notice)
    {
        flash.Set(context, notice);
        PageRedirect.To(context, PathOf(local));
    }

    private PageFrame FrameFor(HttpContext context, string? route) =>
        mount.Frame with
        {
            Links =
            [
                Link(PageText.DashNavOverview, DashboardRoutes.Overview, route),
                Link(PageText.DashNavClients, DashboardRoutes.Clients, route),
                Link(PageText.DashNavRequests, DashboardRoutes.TierRequests, route),
                Link(PageText.DashNavAudit, DashboardRoutes.Audit, route),
                Link(PageText.DashNavOutbox, DashboardRoutes.Outbox, route),
            ],
            Account = Html.Of($"<span>{OperatorScope.NameOf(context.User)}</span>"),
            Notice = flash.Take(context),
        };

    private PageLink Link(string text, string target, string? route) => new(text, PathOf(target), target == route);
}
