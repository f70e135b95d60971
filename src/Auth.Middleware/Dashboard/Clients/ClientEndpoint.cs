using System.Globalization;
using Auth.Admin;
using Auth.Auditing;
using Auth.Http;
using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Registration;
using Auth.Storage;
using Auth.Token;
using Microsoft.AspNetCore.Http;

namespace Auth.Dashboard.Clients;

/// <summary>One client: what it is and does, and everything an operator can do to it.</summary>
internal sealed class ClientEndpoint(
    IClientStore clients,
    IAuditStore audit,
    AuditWriter writer,
    ClientViewReader views,
    ClientDesk desk,
    TokenRevoker revoker,
    ClientOrders orders,
    ClientTemplate template,
    DashboardForms forms,
    DashboardPages pages
)
{
    private const int Events = 20;

    /// <summary>Shows the page.</summary>
    public async Task ShowAsync(HttpContext context, string id) =>
        await ShowAsync(context, id, fault: null, rejected: null);

    /// <summary>Carries out what one of its forms asks for.</summary>
    public async Task ActAsync(HttpContext context, string id)
    {
        var (sent, wrong) = await forms.ReadAsync(context, id);
        if (wrong is { } status)
        {
            await pages.ProblemAsync(context, status);
            return;
        }

        var action = sent.Text(DashboardForms.Action) ?? "";
        var version = ClientOrders.VersionOf(sent);
        switch (orders.Read(action, sent, version))
        {
            case (null, not null):
                await ShowAsync(context, id, PageText.DashChangeFault, sent);
                return;
            case ({ } patch, _):
                var changed = await desk.ChangeAsync(id, patch, context.RequestAborted);
                await EndAsync(context, id, changed.Status, nameof(PageText.NoticeDashChanged));
                return;
        }

        switch (action)
        {
            case ClientOrders.Revoke when await clients.FindAsync(id, context.RequestAborted) is not null:
                await revoker.RevokeAllAsync(id, context.RequestAborted);
                await EndAsync(context, id, DeskStatus.Done, nameof(PageText.NoticeDashRevoked));
                break;
            case ClientOrders.Rotate:
                await RotateAsync(context, id, sent, version);
                break;
            case ClientOrders.EndSecret:
                var secret = sent.Text(ClientOrders.SecretField) ?? "";
                var ended = await desk.EndSecretAsync(id, secret, version, context.RequestAborted);
                await EndAsync(context, id, ended, nameof(PageText.NoticeSecretEnded));
                break;
            case ClientOrders.Delete:
                await DeleteAsync(context, id, sent, version);
                break;
            default:
                await pages.ProblemAsync(context, StatusCodes.Status404NotFound);
                break;
        }
    }

    private async Task ShowAsync(HttpContext context, string id, string? fault, RequestParameters? rejected)
    {
        if (
            id.Contains('\0', StringComparison.Ordinal)
            || await clients.FindAsync(id, context.RequestAborted) is not { } client
        )
        {
            await pages.ProblemAsync(context, StatusCodes.Status404NotFound);
            return;
        }

        var view = await views.DescribeAsync(client, context.RequestAborted);
        await writer.FlushAsync(context.RequestAborted);
        var entries = await audit.PageAsync(new AuditQuery { ClientId = id, Limit = Events }, context.RequestAborted);
        await pages.WriteAsync(
            context,
            DashboardRoutes.Clients,
            view.Name,
            template.Render(context, view, entries, fault, rejected),
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest
        );
    }

    private Task EndAsync(HttpContext context, string id, DeskStatus status, string notice)
    {
        switch (status)
        {
            case DeskStatus.Done:
                pages.Redirect(context, DashboardRoutes.ClientPath(id), notice);
                return Task.CompletedTask;
            case DeskStatus.Stale:
                return StaleAsync(context, id);
            default:
                return pages.ProblemAsync(context, StatusCodes.Status404NotFound);
        }
    }

    private Task StaleAsync(HttpContext context, string id) =>
        pages.ConflictAsync(
            context,
            DashboardRoutes.Clients,
            PageText.DashConflictClient,
            pages.PathOf(DashboardRoutes.ClientPath(id))
        );

    /// <summary>The one answer to a form that is a page and no redirect: a secret must be in no URL and no store, so there is nowhere to lead to.</summary>
    private async Task RotateAsync(HttpContext context, string id, RequestParameters sent, long version)
    {
        var hours =
            int.TryParse(sent.Text("overlap"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= SecretRotator.MaxOverlap.TotalHours
                ? number
                : (int)SecretRotator.DefaultOverlap.TotalHours;
        var rotated = await desk.RotateAsync(id, TimeSpan.FromHours(hours), version, context.RequestAborted);
        if (rotated.Value is not { } secret)
        {
            await EndAsync(context, id, rotated.Status, "");
            return;
        }

        var main = Html.Of(
            $"""
            {Parts.Head(
                PageText.DashNewSecret,
                Html.Text(
                    PageText.DashNewSecretLead
                )
            )}
            {Parts.Card(
                PageText.DashNewSecret,
                Html.Of(
                    $"{Parts.Copyable("secret", PageText.DashSecret, secret.Secret)}<p class=\"soft\">{Words.Mark(PageText.DashOldSecretsEnd, Words.Moment(secret.PreviousExpireAt))}</p>"
                )
            )}
            <p><a class="button plain" href="{pages.PathOf(
                DashboardRoutes.ClientPath(
                    id
                )
            )}">{PageText.DashBackToClient}</a></p>
            """
        );
        await pages.WriteAsync(context, DashboardRoutes.Clients, PageText.DashNewSecret, main);
    }

    private async Task DeleteAsync(HttpContext context, string id, RequestParameters sent, long version)
    {
        if (sent.Text("confirm") is null)
        {
            await ShowAsync(context, id, PageText.DashConfirmDelete, rejected: null);
        }
        else if (await clients.FindAsync(id, context.RequestAborted) is { } client && client.Version != version)
        {
            await StaleAsync(context, id);
        }
        else if (await desk.RemoveAsync(id, context.RequestAborted))
        {
            pages.Redirect(context, DashboardRoutes.Clients, nameof(PageText.NoticeDashDeleted));
        }
        else
        {
            await pages.ProblemAsync(context, StatusCodes.Status404NotFound);
        }
    }
}
