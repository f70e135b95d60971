using Auth.Admin;
using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Dashboard.Outbox;

/// <summary>The mails that wait: to whom and why, never what is in them.</summary>
internal sealed class OutboxEndpoint(IOutboxStore outbox, OutboxDesk desk, DashboardForms forms, DashboardPages pages)
{
    private const int Limit = 50;
    private const string Retry = "retry";
    private const string Discard = "discard";

    /// <summary>Shows them by when they are due.</summary>
    public async Task ShowAsync(HttpContext context)
    {
        var after = context.Request.Query["after"].ToString();
        var last =
            after.Length == 0 || after.Contains('\0', StringComparison.Ordinal)
                ? null
                : await outbox.FindAsync(after, context.RequestAborted);
        var page = await outbox.PageAsync(last, Limit, context.RequestAborted);
        var waiting = await outbox.CountAsync(context.RequestAborted);
        var list =
            page.Count == 0
                ? Html.Of($"<p class=\"empty\">{PageText.DashNoMails}</p>")
                : Parts.Table(
                    PageText.DashNavOutbox,
                    [
                        PageText.DashMailKind,
                        PageText.DashSince,
                        PageText.DashDue,
                        Column.OfNumbers(PageText.DashAttempts),
                        PageText.DashLastError,
                        PageText.DashDo,
                    ],
                    page.Select(message => Row(context, message))
                );
        var path = pages.PathOf(DashboardRoutes.Outbox);
        var next =
            page.Count < Limit ? Html.Empty : DashboardPages.Next($"{path}?after={Uri.EscapeDataString(page[^1].Id)}");
        var lead = Html.Text(Words.Fill(PageText.DashOutboxLead, Words.Number(waiting)));
        await pages.WriteAsync(
            context,
            DashboardRoutes.Outbox,
            PageText.DashNavOutbox,
            Html.Of($"{Parts.Head(PageText.DashNavOutbox, lead)}{list}{next}")
        );
    }

    /// <summary>Tries one again, or takes it out.</summary>
    public async Task ActAsync(HttpContext context)
    {
        var id = context.Request.Query["id"].ToString();
        var (sent, wrong) = await forms.ReadAsync(context, id);
        if (wrong is { } status)
        {
            await pages.ProblemAsync(context, status);
            return;
        }

        var (done, notice) = sent.Text(DashboardForms.Action) switch
        {
            Retry => (await desk.RetryAsync(id, context.RequestAborted), nameof(PageText.NoticeDashRetried)),
            Discard => (await desk.DiscardAsync(id, context.RequestAborted), nameof(PageText.NoticeDashDiscarded)),
            _ => (false, ""),
        };
        if (done)
        {
            pages.Redirect(context, DashboardRoutes.Outbox, notice);
            return;
        }

        await pages.ConflictAsync(
            context,
            DashboardRoutes.Outbox,
            PageText.DashConflictMail,
            pages.PathOf(DashboardRoutes.Outbox)
        );
    }

    private Html Row(HttpContext context, OutboxMessage message)
    {
        var path = $"{pages.PathOf(DashboardRoutes.Outbox)}?id={Uri.EscapeDataString(message.Id)}";
        var client = pages.PathOf(DashboardRoutes.ClientPath(message.ClientId));
        return Html.Of(
            $"<tr><th scope=\"row\">{message.Kind}<br><a class=\"mono\" href=\"{client}\">{message.ClientId}</a></th><td>{Words.Moment(message.CreatedAt)}</td><td>{Words.Moment(message.DueAt)}</td><td class=\"num\">{Words.Number(message.Attempts)}</td><td>{message.LastError}</td><td><div class=\"actions\">{Button(Retry, PageText.DashRetry, "slim plain")}{Button(Discard, PageText.DashDiscard, "slim danger")}</div></td></tr>"
        );

        Html Button(string action, string text, string look) =>
            Parts.Button(path, forms.Fields(context, action, message.Id), text, look);
    }
}
