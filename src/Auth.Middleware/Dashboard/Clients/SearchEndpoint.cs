using Auth.Admin;
using Auth.Pages;
using Auth.Pages.Forms;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Microsoft.AspNetCore.Http;

namespace Auth.Dashboard.Clients;

/// <summary>Finds clients by id, by a part of the name, or by the whole e-mail address.</summary>
internal sealed class SearchEndpoint(ClientFinder finder, ClientViewReader views, DashboardPages pages)
{
    private const int Limit = 50;

    public async Task ShowAsync(HttpContext context)
    {
        var text = context.Request.Query["q"].ToString().Trim();
        var after = context.Request.Query["after"].ToString();
        var isPlain = !text.Contains('\0', StringComparison.Ordinal) && !after.Contains('\0', StringComparison.Ordinal);
        var found = isPlain ? await finder.FindAsync(text, after, Limit, context.RequestAborted) : [];
        var path = pages.PathOf(DashboardRoutes.Clients);
        var field = new FormField("q", PageText.DashSearchLabel) { Value = text, Hint = PageText.DashSearchHint };
        var main = Html.Of(
            $"""
            {Parts.Head(
                PageText.DashNavClients
            )}
            <form class="filters" method="get" action="{path}" role="search">{field.ToHtml()}<button type="submit">{PageText.DashSearch}</button></form>
            {(found.Count == 0 ? Html.Of($"<p class=\"empty\">{PageText.DashNoClients}</p>") : Table([.. found.Select(views.Summarize)]))}
            """
        );
        if (found.Count == Limit)
        {
            var next = $"{path}?q={Uri.EscapeDataString(text)}&after={Uri.EscapeDataString(found[^1].Id)}";
            main = Html.Join([main, DashboardPages.Next(next)]);
        }

        await pages.WriteAsync(context, DashboardRoutes.Clients, PageText.DashNavClients, main);
    }

    private Html Table(IReadOnlyList<ClientView> clients) =>
        Parts.Table(
            PageText.DashNavClients,
            [PageText.DashClient, PageText.DashTier, PageText.DashState, PageText.DashCreated],
            clients.Select(client =>
                Html.Of(
                    $"<tr><th scope=\"row\"><a href=\"{pages.PathOf(DashboardRoutes.ClientPath(client.ClientId))}\">{client.Name}</a></th><td>{client.Tier}</td><td>{ClientBadge.Of(client)}</td><td>{Words.Moment(client.CreatedAt)}</td></tr>"
                )
            )
        );
}
