using Auth.Admin;
using Auth.Pages;
using Auth.Pages.Shell;
using Auth.Pages.Text;

namespace Auth.Dashboard.Clients;

/// <summary>A client's state in a word or two.</summary>
internal static class ClientBadge
{
    public static Html Of(ClientView client)
    {
        var verified = client.Verified
            ? Parts.Badge(PageText.DashIsVerified, "good")
            : Parts.Badge(PageText.DashIsUnverified, "warn");
        return client.Disabled ? Html.Of($"{Parts.Badge(PageText.DashIsDisabled, "bad")} {verified}") : verified;
    }
}
