using Auth.Auditing;
using Auth.Http;
using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Portal.Access;
using Auth.Storage;
using Auth.Time;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal.Application;

/// <summary>Removes an application with all that belongs to it, once its developer has confirmed.</summary>
internal sealed class DeleteEndpoint(
    ApplicationPages pages,
    PortalPages portal,
    PortalGate gate,
    PortalSessions sessions,
    IClientStore clients,
    AuthClock clock,
    AuthEventLog events
)
{
    private const string Confirm = "confirm";

    public Task ShowAsync(HttpContext context) =>
        pages.WithClientAsync(context, (visitor, client) => WriteAsync(context, visitor, client, isUnconfirmed: false));

    public Task DeleteAsync(HttpContext context) =>
        pages.WithFormAsync(
            context,
            PortalRoutes.Delete,
            (visitor, client, sent) =>
                sent.Text(Confirm) is null
                    ? WriteAsync(context, visitor, client, isUnconfirmed: true)
                    : RemoveAsync(context, visitor, client)
        );

    private async Task RemoveAsync(HttpContext context, PortalVisitor visitor, Client client)
    {
        if (await clients.RemoveAsync(client.Id, context.RequestAborted))
        {
            events.Write(new ClientRemoved(clock.UtcNow, client.Id));
        }

        if (
            visitor.Session is { } session
            && (await gate.ClientsAsync(visitor with { User = null }, context.RequestAborted)).Count == 0
        )
        {
            // Nothing is left that the session could open, in this browser or another.
            await sessions.EndAsync(context);
            await sessions.EndAllAsync(session, context.RequestAborted);
        }

        portal.Redirect(context, portal.PathOf(PortalRoutes.Home), nameof(PageText.NoticeDeleted));
    }

    private Task WriteAsync(HttpContext context, PortalVisitor visitor, Client client, bool isUnconfirmed)
    {
        var fields = pages.Fields(context, visitor, PortalRoutes.Delete, client);
        var fault = isUnconfirmed
            ? Html.Of($"<p class=\"fault\" id=\"confirm-fault\">{PageText.PortalDeleteFault}</p>")
            : Html.Empty;
        var described = isUnconfirmed
            ? Html.Raw(" aria-describedby=\"confirm-fault\" aria-invalid=\"true\"")
            : Html.Empty;
        var form = Html.Of(
            $"""
            <p class="soft">{PageText.PortalDeleteText}</p>
            <form method="post" action="{pages.PathOf(PortalRoutes.Delete, client)}">{fields}
            <div class="field"><label class="check"><input type="checkbox" name="{Confirm}" value="yes" required{described}><span>{Words.Fill(
                PageText.PortalDeleteConfirm,
                client.Name
            )}</span></label>{fault}</div>
            <div class="actions"><button type="submit" class="danger">{PageText.PortalDeleteButton}</button></div></form>
            """
        );
        return pages.WriteAsync(
            context,
            visitor,
            client,
            PortalRoutes.Delete,
            Parts.Card(PageText.PortalDelete, form),
            isUnconfirmed ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK
        );
    }
}
