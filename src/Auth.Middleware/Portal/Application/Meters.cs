using Auth.Bearer.Sessions;
using Auth.KeyInfo;
using Auth.Pages;
using Auth.Pages.Charts;
using Auth.Pages.Text;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal.Application;

/// <summary>The gauges of a client's windows. Looking costs nothing; with scripts they follow along.</summary>
internal sealed class Meters(KeyInfoReader reader, ClientSessions sessions)
{
    /// <summary>The id of the region, for what wants to be shown with it.</summary>
    public const string Id = "meters";

    /// <summary>Draws them.</summary>
    public async ValueTask<Html> RenderAsync(HttpContext context, Client client)
    {
        var standing = await reader.ReadAsync(sessions.For(client), context.Connection.RemoteIpAddress);
        var gauges = standing.Windows.Select(window =>
        {
            var limit = Math.Max(1, (long)window.Used + window.Remaining);
            return Gauge.Render(window.Name, window.Used, limit, Note(window));
        });
        var content =
            standing.Windows.Count == 0
                ? Html.Of($"<p class=\"soft\">{PageText.PortalNoLimits}</p>")
                : Html.Of($"<div class=\"gauges\">{Html.Join(gauges)}</div>");
        return Html.Of($"<div id=\"{Id}\" data-refresh=\"5\">{content}</div>");
    }

    private static string Note(KeyInfoWindow window) =>
        window.Used == 0
            ? window.Rate
            : Words.Fill(
                PageText.PortalGaugeNote,
                window.Rate,
                Words.Number(window.Remaining),
                Words.Span(TimeSpan.FromSeconds(window.ResetSeconds))
            );
}
