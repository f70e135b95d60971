using Auth.Pages;

namespace Auth.Authorization;

/// <summary>A developer's applications, and the form for the next one.</summary>
internal static class ApplicationsTemplate
{
    public static PageContent Render(ApplicationsPage page)
    {
        var list =
            page.Applications.Count == 0
                ? Html.Empty
                : Html.Of(
                    $"<ul class=\"list\">{Html.Join(page.Applications.Select(application => Row(application, page.Action)))}</ul>"
                );
        var form = page.Form is { } fields
            ? Form(fields, page.Action)
            : Html.Of($"<p class=\"note\">You have as many applications as you may have. Remove one to make room.</p>");
        var main = Html.Of(
            $"""
            <h1>Your applications</h1>
            <p>Signed in as <strong>{page.User}</strong>. Register a program of yours here, and make it an access token without a command line.</p>
            {list}{form}
            <p class="small apart"><a href="{page.AuthorizedPath}">Applications you have authorised</a></p>
            """
        );
        return new PageContent("Your applications", main) { Wide = true };
    }

    private static Html Row(OwnApplication application, string action)
    {
        var redirects =
            application.RedirectUris.Count == 0
                ? Html.Empty
                : Html.Of(
                    $"<dt>Redirect URIs</dt><dd>{Html.Join(application.RedirectUris.Select(uri => Html.Of($"<code>{uri}</code> ")))}</dd>"
                );
        return Html.Of(
            $"""
            <li><h3>{Templates.Named(
                application.Name,
                application.Website
            )}</h3><p class="small">Registered on {Templates.Day(
                application.CreatedAt
            )}</p><dl><dt>Client id</dt><dd><code>{application.ClientId}</code></dd>{redirects}<dt>May ask for</dt><dd>{Templates.Line(
                application.Scopes
            )}</dd></dl><div class="row"><div>{Templates.Button(
                action,
                application.TokenFields,
                "plain short",
                "Create access token",
                $"Create an access token for {application.Name}"
            )}</div>{Templates.Button(
                action,
                application.RemoveFields,
                "no short",
                "Remove",
                $"Remove {application.Name}"
            )}</div></li>
            """
        );
    }

    private static Html Form(ApplicationForm form, string action)
    {
        var fault = form.Fault is null
            ? Html.Empty
            : Html.Of($"<p class=\"fault note\" role=\"alert\" id=\"fault\">{form.Fault}</p>");
        var scopes =
            form.Scopes.Count == 0
                ? Html.Empty
                : Html.Of(
                    $"<fieldset class=\"field\"><legend>It may</legend>{Html.Join(form.Scopes.Select(scope => Box(scope, form.Chosen)))}</fieldset>"
                );
        return Html.Of(
            $"""
            <h2 id="new">New application</h2>{fault}
            <form method="post" action="{action}" aria-labelledby="new">{form.Fields}
            <div class="field"><label for="name">Name</label><input type="text" id="name" name="name" required maxlength="150" autocomplete="off" value="{form.Name}"></div>
            <div class="field"><label for="website">Website</label><span class="hint" id="website-hint">Optional. Users see it when they are asked.</span><input type="url" id="website" name="website" maxlength="2000" aria-describedby="website-hint" autocomplete="off" value="{form.Website}"></div>
            <div class="field"><label for="redirect_uris">Redirect URIs</label><span class="hint" id="redirect-hint">One a line; none when only you use it.</span><textarea id="redirect_uris" name="redirect_uris" rows="3" maxlength="4000" spellcheck="false" aria-describedby="redirect-hint">{form.RedirectUris}</textarea></div>
            {scopes}<button type="submit">Create application</button></form>
            """
        );
    }

    private static Html Box(ScopeInWords scope, IReadOnlyList<string> chosen)
    {
        var ticked = chosen.Contains(scope.Name, StringComparer.Ordinal) ? Html.Raw(" checked") : Html.Empty;
        return Html.Of(
            $"<label class=\"check\"><input type=\"checkbox\" name=\"scope:{scope.Name}\" value=\"on\"{ticked}><span>{scope.Description} <span class=\"small\">{scope.Name}</span></span></label>"
        );
    }
}
