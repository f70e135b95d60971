using Auth.Authorization.Applications;
using Auth.Authorization.Users;
using Auth.Bearer;
using Auth.Hosting;
using Auth.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>The applications that a user has registered with a token of their own: list, one, and removal. Secrets are not shown again.</summary>
internal sealed class GoToSocialOwnAppsEndpoint(
    OwnApplications own,
    GoToSocialApps apps,
    PublicUrl publicUrl,
    IOptionsMonitor<GoToSocialOptions> options
)
{
    private static readonly (int, int) Limits = (20, 80);

    public async Task ListAsync(HttpContext context)
    {
        var all = await own.ListAsync(User(context), context.RequestAborted);
        var page = GoToSocialPage.Cut(
            context,
            publicUrl.For(options.CurrentValue.PathBase + GoToSocialRoutes.Apps),
            all,
            GoToSocialApps.IdOf,
            Limits
        );
        await (
            page is null
                ? GoToSocialReply.ErrorAsync(context, StatusCodes.Status400BadRequest, GoToSocialTexts.BadLimit)
                : GoToSocialReply.WriteAsync(
                    context,
                    StatusCodes.Status200OK,
                    [.. page.Select(Describe)],
                    GoToSocialJson.Relaxed.IReadOnlyListGoToSocialApplicationBody
                )
        );
    }

    public Task ReadAsync(HttpContext context) => WithAppAsync(context, (_, body) => WriteAsync(context, body));

    public Task RemoveAsync(HttpContext context) =>
        WithAppAsync(
            context,
            async (client, body) =>
            {
                await own.RemoveAsync(client, context.RequestAborted);
                await WriteAsync(context, body);
            }
        );

    private async Task WithAppAsync(HttpContext context, Func<Client, GoToSocialApplicationBody, Task> act)
    {
        var id = context.GetRouteValue("id") as string;
        var all = await own.ListAsync(User(context), context.RequestAborted);
        await (
            all.FirstOrDefault(client => GoToSocialApps.IdOf(client) == id) is { } found
                ? act(found, Describe(found))
                : GoToSocialReply.ErrorAsync(context, StatusCodes.Status404NotFound)
        );
    }

    private GoToSocialApplicationBody Describe(Client client) => apps.Describe(client) with { ClientId = client.Id };

    private static Task WriteAsync(HttpContext context, GoToSocialApplicationBody body) =>
        GoToSocialReply.WriteAsync(
            context,
            StatusCodes.Status200OK,
            body,
            GoToSocialJson.Relaxed.GoToSocialApplicationBody
        );

    private static SignedInUser User(HttpContext context)
    {
        var subject = AuthRequest.Of(context)!.Session!.Caller!.Subject!;
        return new SignedInUser(subject, subject);
    }
}
