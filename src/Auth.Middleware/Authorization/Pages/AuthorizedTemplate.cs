using Auth.Pages;

namespace Auth.Authorization;

/// <summary>What a user has allowed, and the way back.</summary>
internal static class AuthorizedTemplate
{
    public static PageContent Render(AuthorizedPage page)
    {
        var list =
            page.Applications.Count == 0
                ? Html.Of($"<p class=\"note\">You have not allowed any application yet.</p>")
                : Html.Of(
                    $"<ul class=\"list\">{Html.Join(page.Applications.Select(application => Row(application, page.Action)))}</ul>"
                );
        var main = Html.Of(
            $"""
            <h1>Applications you have authorised</h1>
            <p>These can act for you, <strong>{page.User}</strong>. Revoking one signs it out at once.</p>
            {list}
            <p class="small"><a href="{page.OwnPath}">Applications you have registered</a></p>
            """
        );
        return new PageContent("Authorised applications", main) { Wide = true };
    }

    private static Html Row(AuthorizedApplication application, string action) =>
        Html.Of(
            $"""
            <li class="row"><div><h3>{Templates.Named(application.Name, application.Website)}</h3><div>{Templates.Line(
                application.Scopes
            )}</div><div class="small">Allowed on {Templates.Day(application.Since)}</div></div>{Templates.Button(
                action,
                application.Fields,
                "no short",
                "Revoke",
                $"Revoke {application.Name}"
            )}</li>
            """
        );
}
