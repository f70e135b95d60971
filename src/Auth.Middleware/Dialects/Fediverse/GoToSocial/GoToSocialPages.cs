using Auth.Authorization;
using Auth.Pages;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>The pages with GoToSocial's words, and a way to say no.</summary>
internal sealed class GoToSocialPages : AuthorizationPages
{
    public override PageContent Consent(ConsentPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var application = page.Website is null
            ? Html.Of($"<b>{page.Application}</b>")
            : Html.Of(
                $"<a href=\"{page.Website}\" rel=\"nofollow noreferrer noopener\" target=\"_blank\">{page.Application}</a>"
            );
        var main = Html.Of(
            $"""
            <h1 id="authorize">Authorize app</h1>
            <p>Hi <b>{page.User}</b>!</p>
            <p>Application {application} would like to perform actions on your behalf, with scope <em>{Names(
                page.Scopes
            )}</em>.</p>
            <p>To continue, the application will redirect to: <code>{page.RedirectUri}</code></p>
            <div class="two">{Button(page.Action, page.AllowFields, "go btn btn-success", "Allow")}{Button(
                page.Action,
                page.DenyFields,
                "plain btn",
                "Deny"
            )}</div>
            """
        );
        return new PageContent("Authorize app", main);
    }

    public override PageContent OutOfBand(OutOfBandPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var main = Html.Of(
            $"""
            <section class="oob-token"><h1>Hi <b>{page.User}</b>!</h1>
            <p>Here's your out-of-band token with scope "<em>{Names(page.Scopes)}</em>", use it wisely:</p>
            <p><code>{page.Code}</code></p></section>
            """
        );
        return new PageContent("Out-of-band token", main) { Tone = PageTone.Good };
    }

    private static string Names(IReadOnlyList<ScopeInWords> scopes) =>
        string.Join(' ', scopes.Select(scope => scope.Name));

    private static Html Button(string action, Html fields, string look, string text) =>
        Html.Of(
            $"<form method=\"post\" action=\"{action}\">{fields}<button type=\"submit\" class=\"{look}\">{text}</button></form>"
        );
}
