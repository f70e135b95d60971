using Auth.Http;
using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Portal.Access;
using Auth.RateLimiting;
using Auth.Storage;
using Auth.TierRequests;
using Microsoft.AspNetCore.Http;

namespace Auth.Portal.Application;

/// <summary>The tiers there are, and the form that asks for another one.</summary>
internal sealed class LimitsEndpoint(
    ApplicationPages pages,
    RateLimitPlanSource plans,
    ITierRequestStore requests,
    TierRequestDesk desk
)
{
    public const string TierField = "tier";
    public const string ReasonField = "reason";

    public Task ShowAsync(HttpContext context) =>
        pages.WithClientAsync(context, (visitor, client) => WriteAsync(context, visitor, client, TierWish.None));

    public Task AskAsync(HttpContext context) =>
        pages.WithFormAsync(
            context,
            PortalRoutes.Limits,
            (visitor, client, sent) => AskAsync(context, visitor, client, sent)
        );

    private async Task AskAsync(HttpContext context, PortalVisitor visitor, Client client, RequestParameters sent)
    {
        switch (await desk.AskAsync(client, sent[TierField], sent[ReasonField], context.RequestAborted))
        {
            case TierRequestOutcome.Asked:
                pages.Redirect(context, PortalRoutes.Limits, client, nameof(PageText.NoticeTierAsked));
                break;
            case TierRequestOutcome.AlreadyPending:
                pages.Redirect(context, PortalRoutes.Limits, client, nameof(PageText.NoticeTierPending));
                break;
            case TierRequestOutcome.Invalid(var field, _):
                var wish = new TierWish(sent.Text(TierField) ?? "", sent.Text(ReasonField) ?? "", field);
                await WriteAsync(context, visitor, client, wish, StatusCodes.Status400BadRequest);
                break;
        }
    }

    private async Task WriteAsync(
        HttpContext context,
        PortalVisitor visitor,
        Client client,
        TierWish wish,
        int status = StatusCodes.Status200OK
    )
    {
        var plan = plans.Current;
        var tiers = plan.Default.Names.Where(tier => tier != TierNames.Anonymous).ToList();
        var latest = await requests.FindLatestAsync(client.Id, context.RequestAborted);
        var form =
            latest?.Status == TierRequestStatus.Pending
                ? Html.Of(
                    $"<p class=\"notice\">{Words.Fill(PageText.PortalTierPending, latest.Tier, Words.Day(latest.CreatedAt))}</p>"
                )
                : TierForm.Render(
                    wish,
                    tiers.Where(tier => !string.Equals(tier, client.Tier, StringComparison.OrdinalIgnoreCase)),
                    pages.PathOf(PortalRoutes.Limits, client),
                    pages.Fields(context, visitor, PortalRoutes.Limits, client)
                );
        var table = TierTable.Render(tiers, client, plan);
        var content = Html.Of(
            $"{Answer(latest)}{Parts.Card(PageText.PortalTiers, table)}{Parts.Card(PageText.PortalAskTier, form)}"
        );
        await pages.WriteAsync(context, visitor, client, PortalRoutes.Limits, content, status);
    }

    /// <summary>What the operators said last, with their words.</summary>
    private static Html Answer(TierRequest? latest)
    {
        if (latest is null or { Status: TierRequestStatus.Pending })
        {
            return Html.Empty;
        }

        var (text, look) =
            latest.Status == TierRequestStatus.Approved
                ? (PageText.PortalTierApproved, "good")
                : (PageText.PortalTierDeclined, "warn");
        var note = string.IsNullOrWhiteSpace(latest.Note) ? Html.Empty : Html.Of($"<p>{latest.Note}</p>");
        return Html.Of($"<div class=\"notice {look} stack\"><p>{Words.Fill(text, latest.Tier)}</p>{note}</div>");
    }
}
