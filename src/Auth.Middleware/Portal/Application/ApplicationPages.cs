using Auth.Http;
using Auth.Pages;
using Auth.Pages.Forms;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Portal.Access;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal.Application;

/// <summary>What the pages of one application have in common: whose it is, its heading and its tabs.</summary>
internal sealed class ApplicationPages(PortalGate gate, PortalPages pages, PortalForms forms)
{
    private static readonly (string Route, Func<string> Text)[] Tabs =
    [
        (PortalRoutes.Application, () => PageText.PortalTabOverview),
        (PortalRoutes.Try, () => PageText.PortalTabTry),
        (PortalRoutes.Secrets, () => PageText.PortalTabSecrets),
        (PortalRoutes.Limits, () => PageText.PortalTabLimits),
        (PortalRoutes.Delete, () => PageText.PortalTabDelete),
    ];

    /// <summary>Runs a page for the client it names, or says that there is none.</summary>
    public async Task WithClientAsync(HttpContext context, Func<PortalVisitor, Client, Task> show)
    {
        var visitor = await gate.FindAsync(context);
        if (await gate.ClientAsync(context, visitor) is { } client)
        {
            await show(visitor, client);
        }
        else if (!visitor.IsKnown && HttpMethods.IsGet(context.Request.Method))
        {
            // Nothing is told: every address that is not known to exist leads here too.
            pages.Redirect(context, pages.PathOf(PortalRoutes.SignIn), nameof(PageText.NoticeSignInFirst));
        }
        else
        {
            await pages.ProblemAsync(context, visitor, StatusCodes.Status404NotFound);
        }
    }

    /// <summary>Runs a form for the client it names, when it is one of ours.</summary>
    public async Task WithFormAsync(
        HttpContext context,
        string route,
        Func<PortalVisitor, Client, RequestParameters, Task> act
    )
    {
        var (sent, status) = await SentForm.ReadAsync(context);
        await WithClientAsync(
            context,
            async (visitor, client) =>
            {
                if (status is null && await forms.TakeAsync(context, visitor, sent, route, client.Id))
                {
                    await act(visitor, client, sent);
                }
                else
                {
                    await pages.ProblemAsync(context, visitor, status ?? StatusCodes.Status400BadRequest);
                }
            }
        );
    }

    /// <summary>The hidden fields of a form about a client.</summary>
    public Html Fields(
        HttpContext context,
        PortalVisitor visitor,
        string route,
        Client client,
        params IEnumerable<(string Name, string Value)> more
    ) => forms.Fields(context, visitor, route, client.Id, more);

    /// <summary>The path of a page of a client.</summary>
    public string PathOf(string route, Client client) => pages.PathOf(PortalRoutes.Of(route, client.Id));

    /// <summary>Leads on to a page of a client.</summary>
    public void Redirect(HttpContext context, string route, Client client, string notice) =>
        pages.Redirect(context, PathOf(route, client), notice);

    /// <summary>Sends a page of a client.</summary>
    public Task WriteAsync(
        HttpContext context,
        PortalVisitor visitor,
        Client client,
        string route,
        Html content,
        int status = StatusCodes.Status200OK
    )
    {
        var tabs = Tabs.Select(tab => new PageLink(tab.Text(), PathOf(tab.Route, client), tab.Route == route));
        var crumb = new PageLink(PageText.PortalApplications, pages.PathOf(PortalRoutes.Home));
        var main = Html.Of(
            $"{Parts.Head(client.Name, ClientBadges.Of(client), crumb: crumb)}{Parts.Tabs(PageText.PortalTabs, tabs)}{content}"
        );
        var title = Array.Find(Tabs, tab => tab.Route == route).Text();
        var page = new PageContent($"{title} · {client.Name}", main) { Wide = true };
        return pages.WriteAsync(context, visitor, route, page, status);
    }
}
