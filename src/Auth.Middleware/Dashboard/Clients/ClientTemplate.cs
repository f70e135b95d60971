using Auth.Admin;
using Auth.Dashboard.Audit;
using Auth.Http;
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
    /// <param name="rejected">That form.</param>
    public Html Render(
        HttpContext context,
        ClientView client,
        IReadOnlyList<AuditEntry> events,
        string? fault,
        RequestParameters? rejected
    )
    {
        var clientForms = new ClientForms(context, client, rejected, orders, forms, pages);
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
                        SecretTable.Render(
                            client.Secrets ?? [],
                            clientForms,
                            clock.UtcNow
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
}
