using Auth.Storage;
using Microsoft.AspNetCore.Http;

namespace Auth.Admin;

/// <summary>The operator's endpoints under <c>/outbox</c>: which mails wait, never what is in them.</summary>
internal sealed class AdminOutboxEndpoints(IOutboxStore outbox, OutboxDesk desk)
{
    private const int Limit = 50;

    /// <summary><c>GET /outbox?after=</c>: by when they are due.</summary>
    public async Task ListAsync(HttpContext context)
    {
        var after = context.Request.Query["after"].ToString();
        if (after.Contains('\0', StringComparison.Ordinal))
        {
            await AdminReply.InvalidAsync(context, "after must be plain text.");
            return;
        }

        var last = after.Length == 0 ? null : await outbox.FindAsync(after, context.RequestAborted);
        IReadOnlyList<OutboxMessage> page =
            after.Length > 0 && last is null ? [] : await outbox.PageAsync(last, Limit, context.RequestAborted);
        await AdminReply.WriteAsync(
            context,
            new OutboxPageView(
                await outbox.CountAsync(context.RequestAborted),
                [.. page.Select(OutboxMessageView.Of)],
                page.Count == Limit ? page[^1].Id : null
            ),
            AdminJson.Relaxed.OutboxPageView
        );
    }

    /// <summary><c>POST /outbox/ID/retry</c>: makes a mail due now.</summary>
    public async Task RetryAsync(HttpContext context, string id) =>
        await AnswerAsync(context, await desk.RetryAsync(id, context.RequestAborted));

    /// <summary><c>DELETE /outbox/ID</c>: takes a mail out.</summary>
    public async Task DiscardAsync(HttpContext context, string id) =>
        await AnswerAsync(context, await desk.DiscardAsync(id, context.RequestAborted));

    private static Task AnswerAsync(HttpContext context, bool found)
    {
        if (!found)
        {
            return AdminReply.NotFoundAsync(context, "mail");
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
