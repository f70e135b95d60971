using Auth.Http;
using Auth.Storage;
using Auth.TierRequests;
using Microsoft.AspNetCore.Http;

namespace Auth.Admin;

/// <summary>The operator's endpoints under <c>/tier-requests</c>.</summary>
internal sealed class AdminTierRequestEndpoints(ITierRequestStore requests, TierRequestDesk desk)
{
    private const int Limit = 50;

    /// <summary><c>GET /tier-requests?status=pending&amp;after=</c>: oldest first.</summary>
    public async Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var after = query["after"].ToString();
        var asked = query["status"].ToString();
        var found = asked.Length == 0 ? TierRequestStatus.Pending : TierRequestStatusName.Find(asked);
        if (found is not { } status || after.Contains('\0', StringComparison.Ordinal))
        {
            await AdminReply.InvalidAsync(
                context,
                "status must be pending, approved or declined, and after plain text."
            );
            return;
        }

        var page = await requests.PageAsync(status, after.Length == 0 ? null : after, Limit, context.RequestAborted);
        var next = page.Count == Limit ? page[^1].Id : null;
        await AdminReply.WriteAsync(
            context,
            new TierRequestPageView([.. page.Select(View)], next),
            AdminJson.Relaxed.TierRequestPageView
        );
    }

    /// <summary><c>POST /tier-requests/ID/approve</c> and <c>/decline</c>, with an optional <c>note</c> for the developer.</summary>
    public async Task DecideAsync(HttpContext context, string id, bool approve)
    {
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Json);
        if (bodyError is not null)
        {
            await AdminReply.BodyErrorAsync(context, bodyError);
            return;
        }

        var note = parameters.Text("note");
        if (
            parameters.Names.Any(name => name != "note")
            || parameters["note"] is { } sent
                && (
                    sent.Text is null
                    || sent.Text.Length > TierRequestDesk.MaxNote
                    || sent.Text.Contains('\0', StringComparison.Ordinal)
                )
        )
        {
            await AdminReply.InvalidAsync(
                context,
                $"note, the only field, must be text of at most {TierRequestDesk.MaxNote} characters."
            );
        }
        else if (await desk.DecideAsync(id, approve, note, context.RequestAborted) is { } decided)
        {
            await AdminReply.WriteAsync(context, View(decided), AdminJson.Relaxed.TierRequestView);
        }
        else if (await requests.FindAsync(id, context.RequestAborted) is { } earlier)
        {
            await AdminReply.ConflictAsync(
                context,
                $"The request was {TierRequestStatusName.Of(earlier.Status)} already."
            );
        }
        else
        {
            await AdminReply.NotFoundAsync(context, "request");
        }
    }

    private static TierRequestView View(TierRequest request) =>
        new(
            request.Id,
            request.ClientId,
            request.Tier,
            request.Reason,
            TierRequestStatusName.Of(request.Status),
            request.CreatedAt,
            request.Note,
            request.DecidedAt
        );
}
