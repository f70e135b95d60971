using Auth.Pages;
using Auth.Pages.Forms;
using Auth.Pages.Text;

namespace Auth.Portal.Application;

/// <summary>What a developer wrote into the form for another tier.</summary>
/// <param name="Tier">The tier.</param>
/// <param name="Reason">Why.</param>
/// <param name="Fault">The field that is wrong, or <see langword="null"/>.</param>
internal sealed record TierWish(string Tier, string Reason, string? Fault)
{
    public static TierWish None { get; } = new("", "", Fault: null);
}

/// <summary>The form for another tier.</summary>
internal static class TierForm
{
    private const int MaxReason = 2_000;

    public static Html Render(TierWish wish, IEnumerable<string> tiers, string action, Html hidden)
    {
        var tier = new FormField(LimitsEndpoint.TierField, PageText.PortalTier)
        {
            Value = wish.Tier,
            Fault = wish.Fault == LimitsEndpoint.TierField ? PageText.PortalTierFault : null,
        };
        var reason = new FormField(LimitsEndpoint.ReasonField, PageText.PortalReason)
        {
            Type = "textarea",
            Hint = PageText.PortalReasonHint,
            Value = wish.Reason,
            Fault = wish.Fault == LimitsEndpoint.ReasonField ? Words.Fill(PageText.PortalReasonFault, MaxReason) : null,
            Required = true,
            MaxLength = MaxReason,
        };
        return Html.Of(
            $"<p class=\"soft\">{PageText.PortalAskTierText}</p><form method=\"post\" action=\"{action}\">{hidden}{tier.ToSelect(tiers.Select(name => (name, name)))}{reason.ToHtml()}<div class=\"actions\"><button type=\"submit\">{PageText.PortalAskTierButton}</button></div></form>"
        );
    }
}
