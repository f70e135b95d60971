using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Auth.Storage;

namespace Auth.Portal;

/// <summary>The state of a client in two words.</summary>
internal static class ClientBadges
{
    public static Html Of(Client client)
    {
        var state =
            client.Disabled ? Parts.Badge(PageText.PortalDisabled, "bad")
            : client.Verified ? Parts.Badge(PageText.PortalVerified, "good")
            : Parts.Badge(PageText.PortalUnverified, "warn");
        return Html.Of($"<span>{state} {Parts.Badge(client.Tier, "accent")}</span>");
    }
}
