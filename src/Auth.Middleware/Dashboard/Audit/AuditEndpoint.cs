using Auth.Admin;
using Auth.Auditing;
using Auth.Pages;
using Auth.Pages.Forms;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Dashboard.Audit;

/// <summary>The audit log with its filters, and as a file.</summary>
internal sealed class AuditEndpoint(IAuditStore store, AuditWriter writer, AuditExport export, DashboardPages pages)
{
    private static readonly string[] Filters = ["client", "kind", "actor", "from", "to"];

    /// <summary>Shows a page of the log.</summary>
    public async Task ShowAsync(HttpContext context)
    {
        if (AuditRequest.Read(context.Request.Query) is not { } query)
        {
            await pages.ProblemAsync(context, StatusCodes.Status400BadRequest, PageText.DashAuditWrong);
            return;
        }

        await writer.FlushAsync(context.RequestAborted);
        var page = await store.PageAsync(query, context.RequestAborted);
        var filters = context.Request.Query;
        var path = pages.PathOf(DashboardRoutes.Audit);
        var file = pages.PathOf(DashboardRoutes.AuditFile);
        var asked = string.Join(
            "",
            Filters
                .Where(name => filters[name].ToString().Length > 0)
                .Select(name => $"&{name}={Uri.EscapeDataString(filters[name].ToString())}")
        );
        var next = AuditRequest.Next(page, query) is { } after
            ? DashboardPages.Next($"{path}?after={Uri.EscapeDataString(after)}{asked}")
            : Html.Empty;
        var main = Html.Of(
            $"""
            {Parts.Head(
                PageText.DashNavAudit,
                Html.Text(
                    PageText.DashAuditLead
                )
            )}
            <form class="filters" method="get" action="{path}" role="search">{Fields(
                filters
            )}<button type="submit">{PageText.DashFilter}</button></form>
            <p class="actions"><a class="button plain slim" href="{$"{file}?format=csv{asked}"}">{PageText.DashCsv}</a><a class="button plain slim" href="{$"{file}?format=json{asked}"}">{PageText.DashJson}</a></p>
            {AuditTable.Render(
                page,
                pages.PathOf,
                showsClient: true
            )}{next}
            """
        );
        await pages.WriteAsync(context, DashboardRoutes.Audit, PageText.DashNavAudit, main);
    }

    /// <summary>Sends all that the filters find.</summary>
    public async Task SendFileAsync(HttpContext context)
    {
        var format = context.Request.Query["format"].ToString();
        if (AuditRequest.Read(context.Request.Query) is not { } query || format is not ("csv" or "json"))
        {
            await pages.ProblemAsync(context, StatusCodes.Status400BadRequest, PageText.DashAuditWrong);
            return;
        }

        await writer.FlushAsync(context.RequestAborted);
        await export.WriteAsync(context, query, isCsv: format == "csv");
    }

    private static Html Fields(IQueryCollection filters)
    {
        var kinds = AuditKinds.All.Select(kind => (kind, kind)).Prepend(("", PageText.DashAll));
        return Html.Join([
            Field("client", PageText.DashClientId).ToHtml(),
            Field("kind", PageText.DashWhat).ToSelect(kinds),
            Field("actor", PageText.DashWho).ToHtml(),
            (Field("from", PageText.DashFrom) with { Type = "date" }).ToHtml(),
            (Field("to", PageText.DashTo) with { Type = "date" }).ToHtml(),
        ]);

        FormField Field(string name, string label) => new(name, label) { Value = filters[name].ToString() };
    }
}
