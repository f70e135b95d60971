using Auth.Pages;
using Auth.Pages.Charts;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Portal.Access;
using Auth.Storage;
using Auth.Time;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal.Application;

/// <summary>One application: what it has left, what it did in the last 30 days, and what is known of it.</summary>
internal sealed class OverviewEndpoint(ApplicationPages pages, Meters meters, IUsageStore usage, AuthClock clock)
{
    private const int ChartDays = 30;

    public Task ShowAsync(HttpContext context) =>
        pages.WithClientAsync(context, (visitor, client) => ShowAsync(context, visitor, client));

    private async Task ShowAsync(HttpContext context, PortalVisitor visitor, Client client)
    {
        var today = DateOnly.FromDateTime(clock.UtcNow.UtcDateTime);
        var from = today.AddDays(1 - ChartDays);
        var recorded = await usage.ReadAsync(client.Id, from, context.RequestAborted);
        var days = DailyHistory.Fill(
            recorded.Days.Select(day => new ChartDay(day.Day, day.Allowed, day.Refused)),
            clock.UtcNow,
            ChartDays
        );
        var gauges = await meters.RenderAsync(context, client);
        var content = Html.Of(
            $"""
            {State(context, visitor, client)}
            <section class="card"><h2>{PageText.PortalLeft}</h2><p class="soft">{LeftText(
                client
            )}</p>{gauges}</section>
            {Parts.Card(PageText.PortalUsage, DailyChart.Render("usage", PageText.PortalUsage, days))}
            {Parts.Card(PageText.PortalAbout, Facts(client, recorded))}
            """
        );
        await pages.WriteAsync(context, visitor, client, PortalRoutes.Application, content);
    }

    private static string LeftText(Client client) =>
        client.Verified ? Words.Fill(PageText.PortalLeftText, client.Tier) : PageText.PortalLeftUnverified;

    private Html State(HttpContext context, PortalVisitor visitor, Client client)
    {
        if (client.Disabled)
        {
            return new PageNotice(PageText.PortalDisabledText, NoticeTone.Bad).ToHtml();
        }

        if (client.Verified || client.Email is null)
        {
            return Html.Empty;
        }

        var fields = pages.Fields(context, visitor, PortalRoutes.Resend, client);
        var button = Parts.Button(
            pages.PathOf(PortalRoutes.Resend, client),
            fields,
            PageText.PortalResend,
            "plain slim"
        );
        return Html.Of($"<div class=\"notice warn stack\"><p>{PageText.PortalUnverifiedText}</p>{button}</div>");
    }

    private static Html Facts(Client client, ClientUsage recorded)
    {
        var last = recorded.LastUsedAt is { } at ? Words.Moment(at) : Html.Text(PageText.PortalNever);
        var scopes =
            client.Scopes.Length == 0
                ? Html.Text(PageText.PortalNoScopes)
                : Html.Join(client.Scopes.Select(scope => Html.Of($"<code>{scope}</code> ")));
        var description = client.Description is null
            ? Html.Empty
            : Html.Of($"<dt>{PageText.PortalDescription}</dt><dd>{client.Description}</dd>");
        return Html.Of(
            $"""
            <dl class="facts"><dt>{PageText.PortalClientId}</dt><dd><code>{client.Id}</code></dd>{description}
            <dt>{PageText.PortalScopes}</dt><dd>{scopes}</dd>
            <dt>{PageText.PortalRegisteredAt}</dt><dd>{Words.Moment(client.CreatedAt)}</dd>
            <dt>{PageText.PortalLastUsed}</dt><dd>{last}</dd></dl>
            """
        );
    }
}
