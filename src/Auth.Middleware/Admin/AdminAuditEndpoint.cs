using Auth.Auditing;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Admin;

/// <summary><c>GET /audit</c>: the audit log, newest first; <c>format=csv</c> and <c>format=json</c> send all of it as a file.</summary>
internal sealed class AdminAuditEndpoint(IAuditStore store, AuditWriter writer, AuditExport export)
{
    public async Task HandleAsync(HttpContext context)
    {
        var format = context.Request.Query["format"].ToString();
        if (AuditRequest.Read(context.Request.Query) is not { } query || format is not ("" or "csv" or "json"))
        {
            await AdminReply.InvalidAsync(context, $"{AuditRequest.Expected} format is csv, json or left out.");
            return;
        }

        await writer.FlushAsync(context.RequestAborted);
        if (format.Length > 0)
        {
            await export.WriteAsync(context, query, isCsv: format == "csv");
            return;
        }

        var page = await store.PageAsync(query, context.RequestAborted);
        await AdminReply.WriteAsync(
            context,
            new AuditPageView([.. page.Select(AuditEntryView.Of)], AuditRequest.Next(page, query)),
            AdminJson.Relaxed.AuditPageView
        );
    }
}
