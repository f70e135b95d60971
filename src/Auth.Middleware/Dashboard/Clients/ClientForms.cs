using System.Globalization;
using Auth.Admin;
using Auth.Http;
using Auth.Pages;
using Auth.Pages.Forms;
using Auth.Pages.Shell;
using Auth.Pages.Text;
using Microsoft.AspNetCore.Http;

namespace Auth.Dashboard.Clients;

/// <summary>The forms of a client's page, each for the version of the client that is shown.</summary>
internal sealed class ClientForms(
    HttpContext context,
    ClientView client,
    RequestParameters? rejected,
    ClientOrders orders,
    DashboardForms forms,
    DashboardPages pages
)
{
    private readonly string _path = pages.PathOf(DashboardRoutes.ClientPath(client.ClientId));

    /// <summary>Tier and limits: what was sent when it was wrong, so that nobody has to write it again.</summary>
    public Html Change()
    {
        var tiers = orders.Tiers().Append(client.Tier).Distinct(StringComparer.OrdinalIgnoreCase);
        var tier = new FormField("tier", PageText.DashTier) { Value = rejected?.Text("tier") ?? client.Tier }.ToSelect(
            tiers.Select(name => (name, name))
        );
        var windows = orders
            .WindowsOf(client.Tier)
            .Concat(client.Limits.Keys.Select(name => (Name: name, Rate: "")))
            .DistinctBy(window => window.Name, StringComparer.OrdinalIgnoreCase);
        var limits = windows.Select(window =>
            new FormField(ClientOrders.LimitPrefix + window.Name, Words.Fill(PageText.DashOwnLimit, window.Name))
            {
                Value =
                    rejected?.Text(ClientOrders.LimitPrefix + window.Name)
                    ?? client
                        .Limits.FirstOrDefault(limit =>
                            string.Equals(limit.Key, window.Name, StringComparison.OrdinalIgnoreCase)
                        )
                        .Value
                    ?? "",
                Hint = window.Rate.Length == 0 ? null : Words.Fill(PageText.DashOwnLimitHint, window.Rate),
                MaxLength = 40,
            }.ToHtml()
        );
        return Parts.Card(
            PageText.DashChange,
            Html.Of(
                $"<form method=\"post\" action=\"{_path}\">{Fields(ClientOrders.Change)}<div class=\"filters\">{tier}{Html.Join(limits)}</div><button type=\"submit\">{PageText.DashSave}</button></form>"
            )
        );
    }

    /// <summary>What can be switched, each by one button.</summary>
    public Html State()
    {
        var verify = client.Verified
            ? Button(ClientOrders.Unverify, PageText.DashUnverify, "plain")
            : Button(ClientOrders.Verify, PageText.DashVerify, "plain");
        var disable = client.Disabled
            ? Button(ClientOrders.Enable, PageText.DashEnable, "plain")
            : Button(ClientOrders.Disable, PageText.DashDisable, "danger");
        return Parts.Card(
            PageText.DashState,
            Html.Of(
                $"<div class=\"actions\">{verify}{disable}{Button(ClientOrders.Revoke, PageText.DashRevoke, "danger")}</div>"
            )
        );
    }

    /// <summary>A new secret.</summary>
    public Html Rotate()
    {
        var overlap = new FormField("overlap", PageText.DashOverlap) { Value = "24" }.ToSelect(
            ((int[])[0, 1, 24, 168]).Select(hours =>
                (
                    hours.ToString(CultureInfo.InvariantCulture),
                    hours == 0 ? PageText.DashOverlapNone : Words.Span(TimeSpan.FromHours(hours))
                )
            )
        );
        return Html.Of(
            $"<form method=\"post\" action=\"{_path}\">{Fields(ClientOrders.Rotate)}{overlap}<button type=\"submit\" class=\"plain\">{PageText.DashRotate}</button></form>"
        );
    }

    /// <summary>The end of one secret.</summary>
    public Html EndSecret(string secretId) =>
        Parts.Button(
            _path,
            Html.Join([Fields(ClientOrders.EndSecret), HiddenFields.Of([(ClientOrders.SecretField, secretId)])]),
            PageText.DashEndSecret,
            "slim danger",
            Words.Fill(PageText.DashEndSecretNamed, secretId)
        );

    /// <summary>The end of the client.</summary>
    public Html Delete() =>
        Parts.Card(
            PageText.DashDelete,
            Html.Of(
                $"<form method=\"post\" action=\"{_path}\">{Fields(ClientOrders.Delete)}<label class=\"check\"><input type=\"checkbox\" name=\"confirm\" value=\"yes\" required>{PageText.DashDeleteConfirm}</label><button type=\"submit\" class=\"danger\">{PageText.DashDelete}</button></form>"
            )
        );

    private Html Button(string action, string text, string look) => Parts.Button(_path, Fields(action), text, look);

    private Html Fields(string action) =>
        forms.Fields(context, action, client.ClientId, client.Version.ToString(CultureInfo.InvariantCulture));
}
