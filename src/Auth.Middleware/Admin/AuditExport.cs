using System.Globalization;
using System.Text;
using System.Text.Json;
using Auth.Auditing;
using Auth.Storage;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Admin;

/// <summary>Sends all entries that a question finds as a file, page by page, so that the size of the log costs no memory.</summary>
internal sealed class AuditExport(IAuditStore store, AuditTrail trail)
{
    private const int Page = 500;
    private const string Header = "at,kind,client_id,actor,count,detail,id\r\n";

    /// <summary>Sends the file.</summary>
    /// <param name="context">The request.</param>
    /// <param name="query">The question; its limit is not the file's.</param>
    /// <param name="isCsv">CSV, or else a JSON array.</param>
    public async Task WriteAsync(HttpContext context, AuditQuery query, bool isCsv)
    {
        // The first page is read before anything is sent: a store that is down is still answered 503.
        query = query with
        {
            Limit = Page,
        };
        var page = await store.PageAsync(query, context.RequestAborted);
        trail.Note(AuditKinds.AuditExported, query.ClientId, isCsv ? "format=csv" : "format=json");
        var response = context.Response;
        JsonReply.NoStore(response);
        response.ContentType = isCsv ? "text/csv; charset=utf-8; header=present" : JsonReply.Json;
        response.Headers[HeaderNames.ContentDisposition] = $"attachment; filename=\"audit.{(isCsv ? "csv" : "json")}\"";
        response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        await SendAsync(context, isCsv ? Header : "[");
        var isFirst = true;
        while (page.Count > 0)
        {
            var text = new StringBuilder();
            foreach (var entry in page)
            {
                text.Append(isCsv ? Row(entry) : (isFirst ? "\n" : ",\n") + Json(entry));
                isFirst = false;
            }

            await SendAsync(context, text.ToString());
            query = query with { After = new AuditPosition(page[^1].At, page[^1].Id) };
            page = page.Count < Page ? [] : await store.PageAsync(query, context.RequestAborted);
        }

        if (!isCsv)
        {
            await SendAsync(context, "\n]\n");
        }
    }

    private static Task SendAsync(HttpContext context, string text) =>
        context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted).AsTask();

    private static string Json(AuditEntry entry) =>
        JsonSerializer.Serialize(AuditEntryView.Of(entry), AdminJson.Relaxed.AuditEntryView);

    private static string Row(AuditEntry entry) =>
        string.Join(
            ',',
            entry.At.ToString("O", CultureInfo.InvariantCulture),
            CsvText.Of(entry.Kind),
            CsvText.Of(entry.ClientId),
            CsvText.Of(entry.Actor),
            entry.Count.ToString(CultureInfo.InvariantCulture),
            CsvText.Of(entry.Detail),
            CsvText.Of(entry.Id)
        ) + "\r\n";
}
