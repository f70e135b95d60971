using System.Globalization;
using Auth.Http;
using Auth.RateLimiting;
using Auth.Registration;
using Auth.Storage;
using Auth.Token;
using Microsoft.AspNetCore.Http;

namespace Auth.Admin;

/// <summary>The operator's endpoints under <c>/clients</c>.</summary>
internal sealed class AdminClientEndpoints(
    IClientStore clients,
    ClientDesk desk,
    ClientViewReader views,
    RateLimitPlanSource plans,
    ClientFinder finder,
    TokenRevoker revoker
)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const string ChangedMeanwhile = "The client has another version: somebody has changed it. Read it again.";
    private const string OverlapField = "overlap_seconds";

    /// <summary><c>GET /clients?q=&amp;after=&amp;limit=</c>: newest first; <c>q</c> is an id, a part of a name, or a whole e-mail address.</summary>
    public async Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var text = query["q"].ToString().Trim();
        var after = query["after"].ToString();
        if (!TryLimit(query["limit"].ToString(), out var limit) || HasNull(text) || HasNull(after))
        {
            await AdminReply.InvalidAsync(
                context,
                $"limit must be between 1 and {MaxLimit}, and q and after plain text."
            );
            return;
        }

        var page = await finder.FindAsync(text, after, limit, context.RequestAborted);
        var next = page.Count == limit ? page[^1].Id : null;
        await AdminReply.WriteAsync(
            context,
            new ClientPageView([.. page.Select(views.Summarize)], next),
            AdminJson.Relaxed.ClientPageView
        );
    }

    /// <summary><c>GET /clients/ID</c>: one client with windows, tokens and usage.</summary>
    public Task GetAsync(HttpContext context, string id) =>
        WithClientAsync(context, id, client => DescribeAsync(context, client));

    /// <summary><c>PATCH /clients/ID</c>: sets <c>tier</c>, <c>limits</c>, <c>verified</c>, <c>disabled</c>.</summary>
    public async Task PatchAsync(HttpContext context, string id)
    {
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Json);
        if (bodyError is not null)
        {
            await AdminReply.BodyErrorAsync(context, bodyError);
            return;
        }

        var (patch, error) = ClientPatch.Read(parameters, plans.Current);
        if (patch is null)
        {
            await AdminReply.InvalidAsync(context, error!);
        }
        else if (
            await desk.ChangeAsync(id, patch, context.RequestAborted) is var changed
            && changed.Value is { } client
        )
        {
            await DescribeAsync(context, client);
        }
        else
        {
            await (
                changed.Status == DeskStatus.Stale
                    ? AdminReply.ConflictAsync(context, ChangedMeanwhile)
                    : AdminReply.NotFoundAsync(context, "client")
            );
        }
    }

    /// <summary><c>DELETE /clients/ID</c>: removes the client with everything that belongs to it.</summary>
    public async Task DeleteAsync(HttpContext context, string id)
    {
        if (await desk.RemoveAsync(id, context.RequestAborted))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else
        {
            await AdminReply.NotFoundAsync(context, "client");
        }
    }

    /// <summary><c>POST /clients/ID/revoke-tokens</c>: ends all the client's tokens.</summary>
    public Task RevokeTokensAsync(HttpContext context, string id) =>
        WithClientAsync(
            context,
            id,
            async client =>
            {
                var revoked = await revoker.RevokeAllAsync(client.Id, context.RequestAborted);
                await AdminReply.WriteAsync(context, new RevokedView(revoked), AdminJson.Relaxed.RevokedView);
            }
        );

    /// <summary><c>POST /clients/ID/secret</c>: a new secret; the others end after <c>overlap_seconds</c> (a day unless told).</summary>
    public async Task RotateSecretAsync(HttpContext context, string id)
    {
        var (parameters, bodyError) = await RequestBody.ReadAsync(context, BodyFormats.Json);
        if (bodyError is not null)
        {
            await AdminReply.BodyErrorAsync(context, bodyError);
        }
        else if (
            parameters.Names.Any(name => name != OverlapField)
            || SecretRotator.ReadOverlap(parameters) is not { } overlap
        )
        {
            await AdminReply.InvalidAsync(context, SecretRotator.OverlapExpected);
        }
        else if (await desk.RotateAsync(id, overlap, version: null, context.RequestAborted) is { Value: { } rotated })
        {
            var view = new NewSecretView(id, rotated.Secret, rotated.SecretId, rotated.PreviousExpireAt);
            await AdminReply.WriteAsync(context, view, AdminJson.Relaxed.NewSecretView);
        }
        else
        {
            await AdminReply.NotFoundAsync(context, "client");
        }
    }

    private async Task WithClientAsync(HttpContext context, string id, Func<Client, Task> answer) =>
        await (
            await clients.FindAsync(id, context.RequestAborted) is { } client
                ? answer(client)
                : AdminReply.NotFoundAsync(context, "client")
        );

    private async Task DescribeAsync(HttpContext context, Client client) =>
        await AdminReply.WriteAsync(
            context,
            await views.DescribeAsync(client, context.RequestAborted),
            AdminJson.Relaxed.ClientView
        );

    private static bool HasNull(string text) => text.Contains('\0', StringComparison.Ordinal);

    private static bool TryLimit(string text, out int limit)
    {
        limit = DefaultLimit;
        return text.Length == 0
            || (
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
                && limit is >= 1 and <= MaxLimit
            );
    }
}
