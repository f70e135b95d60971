using Auth.Http;
using Auth.Pages;
using Auth.Pages.Forms;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Portal.Access;
using Auth.Registration;
using Auth.Storage;
using Auth.Time;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal.Application;

/// <summary>The secrets of an application by date, and the form that makes a new one.</summary>
internal sealed class SecretsEndpoint(ApplicationPages pages, SecretRotator rotator, IUsageStore usage, AuthClock clock)
{
    private const string Overlap = "overlap";

    /// <summary>How long the old secrets may live on, in hours.</summary>
    private static readonly int[] Overlaps = [24, 1, 168, 0];

    public Task ShowAsync(HttpContext context) =>
        pages.WithClientAsync(context, (visitor, client) => WriteAsync(context, visitor, client, fresh: null));

    public Task RotateAsync(HttpContext context) =>
        pages.WithFormAsync(
            context,
            PortalRoutes.Secrets,
            (visitor, client, sent) => RotateAsync(context, visitor, client, sent)
        );

    private async Task RotateAsync(HttpContext context, PortalVisitor visitor, Client client, RequestParameters sent)
    {
        // What the form does not offer is no choice: read as none, it would end the old secrets at once.
        var choice = Array.FindIndex(Overlaps, hours => sent.Text(Overlap) == Text(hours));
        if (choice < 0 || !UsesSecret(client))
        {
            await WriteAsync(context, visitor, client, fresh: null, StatusCodes.Status400BadRequest);
            return;
        }

        var overlap = TimeSpan.FromHours(Overlaps[choice]);
        var rotated = await rotator.RotateAsync(client.Id, overlap, context.RequestAborted);
        await pages.WithClientAsync(context, (_, now) => WriteAsync(context, visitor, now, rotated?.Secret));
    }

    private async Task WriteAsync(
        HttpContext context,
        PortalVisitor visitor,
        Client client,
        string? fresh,
        int status = StatusCodes.Status200OK
    )
    {
        var today = DateOnly.FromDateTime(clock.UtcNow.UtcDateTime);
        var recorded = await usage.ReadAsync(client.Id, today, context.RequestAborted);
        var canEnd = SecretEnder.CanEnd(client, clock.UtcNow);
        var rows = client
            .Secrets.Where(secret => secret.IsLive(clock.UtcNow))
            .Reverse()
            .Select(secret => Row(secret, recorded, canEnd ? End(context, visitor, client, secret.Id) : Html.Empty));
        Column[] actions = canEnd ? [PageText.PortalDo] : [];
        var table = Parts.Table(
            PageText.PortalSecrets,
            [
                PageText.PortalSecretColumn,
                PageText.PortalCreated,
                PageText.PortalExpires,
                PageText.PortalLastUsed,
                .. actions,
            ],
            rows
        );
        var content = Html.Of(
            $"{Fresh(fresh)}{Parts.Card(PageText.PortalSecrets, table)}{Form(context, visitor, client)}"
        );
        await pages.WriteAsync(context, visitor, client, PortalRoutes.Secrets, content, status);
    }

    private static Html Fresh(string? secret) =>
        secret is null
            ? Html.Empty
            : Html.Of(
                $"<section class=\"card\"><h2>{PageText.PortalNewSecret}</h2><p class=\"notice warn\" role=\"status\">{PageText.PortalSecretOnce}</p>{Parts.Copyable("client_secret", PageText.PortalClientSecret, secret)}</section>"
            );

    private static Html Row(ClientSecret secret, ClientUsage recorded, Html action)
    {
        var ends = secret.ExpiresAt is { } end ? Words.Moment(end) : Html.Text(PageText.PortalNoEnd);
        var used = recorded.SecretsLastUsedAt.TryGetValue(secret.Id, out var at)
            ? Words.Moment(at)
            : Html.Text(PageText.PortalNever);
        return Html.Of(
            $"<tr><th scope=\"row\"><code>{secret.Id}</code></th><td>{Words.Moment(secret.CreatedAt)}</td><td>{ends}</td><td>{used}</td>{action}</tr>"
        );
    }

    private Html End(HttpContext context, PortalVisitor visitor, Client client, string secretId)
    {
        var fields = pages.Fields(
            context,
            visitor,
            PortalRoutes.EndSecret,
            client,
            (EndSecretEndpoint.Secret, secretId)
        );
        var label = Words.Fill(PageText.PortalEndSecretNamed, secretId);
        return Html.Of(
            $"<td>{Parts.Button(pages.PathOf(PortalRoutes.EndSecret, client), fields, PageText.PortalEndSecret, "slim danger", label)}</td>"
        );
    }

    private Html Form(HttpContext context, PortalVisitor visitor, Client client)
    {
        if (!UsesSecret(client))
        {
            return Html.Of($"<p class=\"notice\">{PageText.PortalNoSecret}</p>");
        }

        var field = new FormField(Overlap, PageText.PortalOverlap) { Hint = PageText.PortalOverlapHint };
        var choices = Overlaps.Select(hours => (Text(hours), Worded(hours)));
        var fields = pages.Fields(context, visitor, PortalRoutes.Secrets, client);
        return Parts.Card(
            PageText.PortalRotate,
            Html.Of(
                $"<p class=\"soft\">{PageText.PortalRotateText}</p><form method=\"post\" action=\"{pages.PathOf(PortalRoutes.Secrets, client)}\">{fields}{field.ToSelect(choices)}<div class=\"actions\"><button type=\"submit\">{PageText.PortalRotateButton}</button></div></form>"
            )
        );
    }

    private static string Worded(int hours) =>
        hours == 0 ? PageText.PortalOverlapNone : Words.Span(TimeSpan.FromHours(hours));

    private static string Text(int hours) => hours.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static bool UsesSecret(Client client) =>
        client.AuthenticationMethod is "client_secret_basic" or "client_secret_post";
}
