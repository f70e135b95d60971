using Auth.Admin;
using Auth.Dashboard.Audit;
using Auth.Pages;
using Auth.Pages.Charts;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Storage;
using Auth.Time;
using Microsoft.AspNetCore.Http;

namespace Auth.Dashboard.Clients;

/// <summary>The page of one client.</summary>
internal sealed class ClientTemplate(ClientOrders orders, DashboardForms forms, DashboardPages pages, AuthClock clock)
{
    /// <summary>The page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="client">The client.</param>
    /// <param name="events">The newest entries about it.</param>
    /// <param name="fault">What is wrong with the form that was sent; <see langword="null"/> for nothing.</param>
    public Html Render(HttpContext context, ClientView client, IReadOnlyList<AuditEntry> events, string? fault)
    {
        var clientForms = new ClientForms(context, client, orders, forms, pages);
        var problem = fault is null ? Html.Empty : new PageNotice(fault, NoticeTone.Bad).ToHtml();
        return Html.Of(
            $"""
            {Parts.Head(
                client.Name,
                ClientBadge.Of(
                    client
                ),
                crumb: new PageLink(
                    PageText.DashNavClients,
                    pages.PathOf(
                        DashboardRoutes.Clients
                    )
                )
            )}
            {problem}
            {Parts.Card(
                PageText.DashFacts,
                Facts(
                    client
                )
            )}
            <div id="limits" data-refresh="5">{Parts.Card(
                PageText.DashLimitsNow,
                Gauges(
                    client
                )
            )}</div>
            {Parts.Card(
                PageText.DashRequests30,
                RequestChart.Render(
                    "usage",
                    client.Usage!.Days,
                    clock.UtcNow
                )
            )}
            {clientForms.Change()}
            {clientForms.State()}
            {Parts.Card(
                PageText.DashSecrets,
                Html.Join(
                    [
                        Secrets(
                            client
                        ),
                        clientForms.Rotate(),
                    ]
                )
            )}
            {Parts.Card(
                PageText.DashEvents,
                Html.Of(
                    $"{AuditTable.Render(events, pages.PathOf, showsClient: false)}<p><a href=\"{pages.PathOf(DashboardRoutes.AuditPath(client.ClientId))}\">{PageText.DashAllEvents}</a></p>"
                )
            )}
            {clientForms.Delete()}
            """
        );
    }

    private static Html Facts(ClientView client)
    {
        List<(string Label, Html Value)> facts =
        [
            (PageText.DashClientId, Html.Of($"<code>{client.ClientId}</code>")),
            (PageText.DashEmail, Html.Text(client.Email ?? PageText.DashNone)),
            (PageText.DashDescription, Html.Text(client.Description ?? PageText.DashNone)),
            (PageText.DashTier, Html.Text(client.Tier)),
            (
                PageText.DashScopes,
                Html.Text(client.Scopes.Count == 0 ? PageText.DashNone : string.Join(' ', client.Scopes))
            ),
            (PageText.DashTokens, Html.Text(Words.Number(client.LiveTokens ?? 0))),
            (PageText.DashCreated, Words.Moment(client.CreatedAt)),
            (
                PageText.DashLastUsed,
                client.Usage?.LastUsedAt is { } used ? Words.Moment(used) : Html.Text(PageText.DashNever)
            ),
        ];
        if (client.LapsesAt is { } lapses)
        {
            facts.Add((PageText.DashLapses, Words.Moment(lapses)));
        }

        return Html.Of(
            $"<dl class=\"facts\">{Html.Join(facts.Select(fact => Html.Of($"<dt>{fact.Label}</dt><dd>{fact.Value}</dd>")))}</dl>"
        );
    }

    private static Html Gauges(ClientView client) =>
        client.Windows is not { Count: > 0 } windows
            ? Html.Of($"<p class=\"soft\">{PageText.DashNoWindows}</p>")
            : Html.Of(
                $"<div class=\"gauges\">{Html.Join(windows.Select(window => Gauge.Render($"{window.Name} {window.Rate}", window.Used, Math.Max(1, window.Used + window.Remaining), Words.Fill(PageText.DashRemaining, Words.Number(window.Remaining)))))}</div>"
            );

    private static Html Secrets(ClientView client) =>
        client.Secrets is not { Count: > 0 } secrets
            ? Html.Of($"<p class=\"soft\">{PageText.DashNone}</p>")
            : Parts.Table(
                PageText.DashSecrets,
                [PageText.DashSecret, PageText.DashCreated, PageText.DashEnds, PageText.DashLastUsed],
                secrets.Select(secret =>
                    Html.Of(
                        $"<tr><th scope=\"row\"><code>{secret.Id}</code></th><td>{Words.Moment(secret.CreatedAt)}</td><td>{Optional(secret.ExpiresAt)}</td><td>{Optional(secret.LastUsedAt)}</td></tr>"
                    )
                )
            );

    private static Html Optional(DateTimeOffset? at) =>
        at is { } time ? Words.Moment(time) : Html.Text(PageText.DashNever);
}
