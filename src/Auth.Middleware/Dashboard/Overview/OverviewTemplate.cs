using Auth.Admin;
using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;

namespace Auth.Dashboard.Overview;

/// <summary>The figures of the overview: those of all nodes first, then those that only this node knows.</summary>
internal static class OverviewTemplate
{
    public static Html Figures(OverviewView view, Func<string, string> pathOf)
    {
        var (all, node) = (view.AllNodes, view.ThisNode);
        return Html.Of(
            $"""
            <p class="small soft">{Words.Mark(
                PageText.DashAsOf,
                Words.Moment(
                    view.At
                )
            )}</p>
            <h2>{PageText.DashAllNodes}</h2>
            <dl class="tiles">{Tile(
                PageText.DashRegistered,
                Words.Number(all.Registered)
            )}{Tile(
                PageText.DashVerified,
                Words.Number(all.Verified)
            )}{Tile(
                PageText.DashFailedAuthentications,
                Words.Number(all.AuthenticationFailed)
            )}{Tile(
                PageText.DashPending,
                Words.Number(all.PendingTierRequests),
                pathOf(DashboardRoutes.TierRequests)
            )}{Tile(
                PageText.DashMails,
                Words.Number(all.WaitingMails),
                pathOf(DashboardRoutes.Outbox)
            )}</dl>
            {Parts.Card(
                PageText.DashRequests30,
                RequestChart.Render("requests", all.Days, view.At)
            )}
            {Parts.Card(
                PageText.DashBusiest,
                Busiest(
                    all,
                    pathOf
                )
            )}
            <h2>{PageText.DashThisNode}</h2>
            <p class="small soft">{Words.Mark(
                PageText.DashThisNodeLead,
                Words.Moment(
                    node.StartedAt
                )
            )}</p>
            <dl class="tiles">{Tile(
                PageText.DashLastMinute,
                Words.Number(node.Minutes.TakeLast(1).Sum(minute => minute.Allowed))
            )}{Tile(
                PageText.DashLastMinuteRefused,
                Words.Number(node.Minutes.TakeLast(1).Sum(minute => minute.Refused))
            )}{Tile(
                PageText.DashLastHour,
                Words.Number(node.Minutes.Sum(minute => minute.Allowed + minute.Refused))
            )}{Tile(
                PageText.DashNodes,
                Words.Number(node.Nodes)
            )}</dl>
            {Parts.Card(
                PageText.DashTraffic,
                Traffic(
                    node
                )
            )}
            {Parts.Card(
                PageText.DashHealth,
                Health(
                    node
                )
            )}
            """
        );
    }

    private static Html Tile(string label, string value, string? path = null)
    {
        var shown = path is null ? Html.Text(value) : Html.Of($"<a href=\"{path}\">{value}</a>");
        return Html.Of($"<div class=\"tile\"><dt>{label}</dt><dd>{shown}</dd></div>");
    }

    private static Html Busiest(StoredOverviewView all, Func<string, string> pathOf) =>
        all.BusiestToday.Count == 0
            ? Html.Of($"<p class=\"soft\">{PageText.DashNoRequests}</p>")
            : Parts.Table(
                PageText.DashBusiest,
                [PageText.DashClient, Column.OfNumbers(PageText.ChartAllowed), Column.OfNumbers(PageText.ChartRefused)],
                all.BusiestToday.Select(client =>
                    Html.Of(
                        $"<tr><th scope=\"row\"><a href=\"{pathOf(DashboardRoutes.ClientPath(client.ClientId))}\">{client.Name ?? client.ClientId}</a></th><td class=\"num\">{Words.Number(client.Allowed)}</td><td class=\"num\">{Words.Number(client.Refused)}</td></tr>"
                    )
                )
            );

    private static Html Traffic(NodeOverviewView node) =>
        node.Traffic.Count == 0
            ? Html.Of($"<p class=\"soft\">{PageText.DashNoRequests}</p>")
            : Parts.Table(
                PageText.DashTraffic,
                [
                    PageText.DashTier,
                    PageText.DashPolicy,
                    Column.OfNumbers(PageText.ChartAllowed),
                    Column.OfNumbers(PageText.ChartRefused),
                ],
                node.Traffic.Select(row =>
                    Html.Of(
                        $"<tr><th scope=\"row\">{row.Tier}</th><td>{row.Policy}</td><td class=\"num\">{Words.Number(row.Allowed)}</td><td class=\"num\">{Words.Number(row.Refused)}</td></tr>"
                    )
                )
            );

    private static Html Health(NodeOverviewView node)
    {
        var counters = node.Counters switch
        {
            "shared" => Parts.Badge(PageText.DashCountersShared, "good"),
            "degraded" => Parts.Badge(PageText.DashCountersDegraded, "bad"),
            _ => Parts.Badge(PageText.DashCountersOwn),
        };
        var cleanup =
            node.Cleanup.Failing ? Parts.Badge(PageText.DashCleanupFailing, "bad")
            : node.Cleanup.LastRunAt is { } at ? Words.Moment(at)
            : Html.Text(PageText.DashCleanupNever);
        var removed =
            node.Cleanup.Removed.Count == 0
                ? PageText.DashNothing
                : string.Join(
                    ", ",
                    node.Cleanup.Removed.OrderBy(kind => kind.Key, StringComparer.Ordinal)
                        .Select(kind => $"{Words.Number(kind.Value)} {kind.Key}")
                );
        return Html.Of(
            $"<dl class=\"facts\"><dt>{PageText.DashCounters}</dt><dd>{counters}</dd><dt>{PageText.DashCleanup}</dt><dd>{cleanup}</dd><dt>{PageText.DashCleanupRemoved}</dt><dd>{removed}</dd></dl>"
        );
    }
}
