using Auth.Http;
using Auth.Pages;
using Auth.Pages.Forms;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Storage;
using Auth.TierRequests;
using Microsoft.AspNetCore.Http;

namespace Auth.Dashboard.TierRequests;

/// <summary>The inbox of requests for higher tiers, oldest first, and those that were decided.</summary>
internal sealed class TierRequestsEndpoint(
    ITierRequestStore requests,
    IClientStore clients,
    TierRequestDesk desk,
    DashboardForms forms,
    DashboardPages pages
)
{
    private const int Limit = 50;
    private const string Approve = "approve";
    private const string Decline = "decline";

    /// <summary>Shows the requests in one state.</summary>
    public async Task ShowAsync(HttpContext context)
    {
        var after = context.Request.Query["after"].ToString();
        var status =
            TierRequestStatusName.Find(context.Request.Query["status"].ToString()) ?? TierRequestStatus.Pending;
        var page = after.Contains('\0', StringComparison.Ordinal)
            ? []
            : await requests.PageAsync(status, after.Length == 0 ? null : after, Limit, context.RequestAborted);
        List<Html> items = [];
        foreach (var request in page)
        {
            items.Add(await ItemAsync(context, request));
        }

        var list =
            items.Count == 0 ? Html.Of($"<p class=\"empty\">{PageText.DashNoTierRequests}</p>") : Html.Join(items);
        var path = pages.PathOf(DashboardRoutes.TierRequests);
        var next =
            page.Count < Limit
                ? Html.Empty
                : DashboardPages.Next(
                    $"{path}?status={TierRequestStatusName.Of(status)}&after={Uri.EscapeDataString(page[^1].Id)}"
                );
        var main = Html.Of(
            $"{Parts.Head(PageText.DashNavRequests)}{Parts.Tabs(PageText.DashNavRequests, Enum.GetValues<TierRequestStatus>().Select(tab => new PageLink(TextOf(tab), $"{path}?status={TierRequestStatusName.Of(tab)}", tab == status)))}{list}{next}"
        );
        await pages.WriteAsync(context, DashboardRoutes.TierRequests, PageText.DashNavRequests, main);
    }

    /// <summary>Decides one.</summary>
    public async Task DecideAsync(HttpContext context)
    {
        var id = context.Request.Query["id"].ToString();
        var (sent, wrong) = await forms.ReadAsync(context, id);
        var note = sent.Text("note")?.Trim();
        var action = sent.Text(DashboardForms.Action);
        if (
            wrong is not null
            || action is not (Approve or Decline)
            || note?.Length > TierRequestDesk.MaxNote
            || HasNull(note)
        )
        {
            await pages.ProblemAsync(context, wrong ?? StatusCodes.Status400BadRequest);
        }
        else if (
            await desk.DecideAsync(id, action == Approve, note is "" ? null : note, context.RequestAborted) is
            { } decided
        )
        {
            pages.Redirect(
                context,
                DashboardRoutes.TierRequests,
                decided.Status == TierRequestStatus.Approved
                    ? nameof(PageText.NoticeDashApproved)
                    : nameof(PageText.NoticeDashDeclined)
            );
        }
        else
        {
            await pages.ConflictAsync(
                context,
                DashboardRoutes.TierRequests,
                PageText.DashConflictRequest,
                pages.PathOf(DashboardRoutes.TierRequests)
            );
        }
    }

    private async ValueTask<Html> ItemAsync(HttpContext context, TierRequest request)
    {
        var client = await clients.FindAsync(request.ClientId, context.RequestAborted);
        var heading = Words.Fill(PageText.DashAsksFor, client?.Name ?? request.ClientId, request.Tier);
        var link = pages.PathOf(DashboardRoutes.ClientPath(request.ClientId));
        var end =
            request.Status == TierRequestStatus.Pending
                ? Decision(context, request)
                : Html.Of(
                    $"<p class=\"soft\">{Parts.Badge(TextOf(request.Status), request.Status == TierRequestStatus.Approved ? "good" : "warn")} {(request.DecidedAt is { } at ? Words.Moment(at) : Html.Empty)}{(request.Note is { } note ? " · " + note : "")}</p>"
                );
        return Parts.Card(
            heading,
            Html.Of(
                $"<p>{request.Reason}</p><p class=\"small soft\">{Words.Moment(request.CreatedAt)} · {Words.Fill(PageText.DashTierNow, client?.Tier ?? PageText.DashNone)} · <a href=\"{link}\">{PageText.DashToClient}</a></p>{end}"
            )
        );
    }

    private Html Decision(HttpContext context, TierRequest request)
    {
        var path = $"{pages.PathOf(DashboardRoutes.TierRequests)}?id={Uri.EscapeDataString(request.Id)}";
        var field = new FormField("note", PageText.DashNote)
        {
            Hint = PageText.DashNoteHint,
            MaxLength = TierRequestDesk.MaxNote,
        };
        return Html.Of(
            $"""
            <form method="post" action="{path}">{forms.Fields(
                context,
                Approve,
                request.Id
            )}{Labelled(
                field,
                "a-" + request.Id
            )}<button type="submit">{PageText.DashApprove}</button></form>
            <details><summary>{PageText.DashDeclineInstead}</summary><form method="post" action="{path}">{forms.Fields(
                context,
                Decline,
                request.Id
            )}{Labelled(
                field,
                "d-" + request.Id
            )}<button type="submit" class="danger">{PageText.DashDecline}</button></form></details>
            """
        );
    }

    /// <summary>The field with an id of its own: there is one in each form of the page.</summary>
    private static Html Labelled(FormField field, string id) =>
        Html.Of(
            $"<div class=\"field\"><label for=\"{id}\">{field.Label}</label><span class=\"hint\" id=\"{id}-hint\">{field.Hint}</span><input type=\"text\" id=\"{id}\" name=\"{field.Name}\" maxlength=\"{field.MaxLength}\" autocomplete=\"off\" aria-describedby=\"{id}-hint\"></div>"
        );

    private static bool HasNull(string? text) => text?.Contains('\0', StringComparison.Ordinal) is true;

    private static string TextOf(TierRequestStatus status) =>
        status switch
        {
            TierRequestStatus.Approved => PageText.DashApproved,
            TierRequestStatus.Declined => PageText.DashDeclined,
            _ => PageText.DashPendingRequests,
        };
}
