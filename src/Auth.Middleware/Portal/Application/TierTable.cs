using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.RateLimiting;
using Auth.Storage;

namespace Auth.Portal.Application;

/// <summary>The tiers with their limits, the client's own marked.</summary>
internal static class TierTable
{
    public static Html Render(IEnumerable<string> tiers, Client client, RateLimitPlan plan) =>
        Parts.Table(
            PageText.PortalTiers,
            [PageText.PortalTier, PageText.PortalTierLimits],
            tiers.Select(tier => Row(tier, client, plan))
        );

    private static Html Row(string tier, Client client, RateLimitPlan plan)
    {
        var isOwn = string.Equals(tier, client.Tier, StringComparison.OrdinalIgnoreCase);
        var windows = isOwn ? plan.ForTier(tier, client.Limits) : plan.ForTier(tier);
        var mark = isOwn ? Html.Of($" {Parts.Badge(PageText.PortalTierYours, "accent")}") : Html.Empty;
        var limits =
            windows.Count == 0
                ? Html.Text(PageText.PortalUnlimited)
                : Html.Text(
                    string.Join(" · ", windows.Windows.ToArray().Select(window => $"{window.Name} {window.Text}"))
                );
        return Html.Of($"<tr><th scope=\"row\">{tier}{mark}</th><td>{limits}</td></tr>");
    }
}
