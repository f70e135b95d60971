using Auth.Admin;
using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Microsoft.AspNetCore.Http;

namespace Auth.Dashboard.Overview;

/// <summary>The first page: how the service is doing. It stays up to date by itself, or by loading it again.</summary>
internal sealed class OverviewEndpoint(OverviewReader overview, DashboardPages pages)
{
    public async Task ShowAsync(HttpContext context)
    {
        var view = await overview.ReadAsync(context.RequestAborted);
        var main = Html.Of(
            $"""
            {Parts.Head(
                PageText.DashNavOverview,
                Html.Text(
                    PageText.DashOverviewLead
                )
            )}
            <div id="figures" data-refresh="10" class="stack">{OverviewTemplate.Figures(
                view,
                pages.PathOf
            )}</div>
            """
        );
        await pages.WriteAsync(context, DashboardRoutes.Overview, PageText.DashNavOverview, main);
    }
}
