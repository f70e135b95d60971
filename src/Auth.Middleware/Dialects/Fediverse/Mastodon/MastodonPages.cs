using Auth.Authorization;
using Auth.Pages;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>The pages with Mastodon's words, and with the marks that scripts look for.</summary>
internal sealed class MastodonPages : AuthorizationPages
{
    public override PageContent Consent(ConsentPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var returns = page.ReturnsTo is null
            ? Html.Of($"You will get a code to copy into the application.")
            : Html.Of($"Either way you will return to <strong>{page.ReturnsTo}</strong>.");
        var deny = Html.Of($"{page.DenyFields}<input type=\"hidden\" name=\"_method\" value=\"delete\">");
        var main = Html.Of(
            $"""
            <h1>Authorization required</h1>
            <p><strong>{page.Application}</strong> would like permission to access your account. <strong>Only approve this request if you recognize and trust this source.</strong></p>
            <h2>Review permissions</h2>
            <ul class="list">{Html.Join(MastodonPermissions.Of(page.Scopes.Select(scope => scope.Name)).Select(Line))}</ul>
            <p class="small">Signed in as <strong>{page.User}</strong>. {Website(page.Website)}{returns}</p>
            <div class="two">{Button(page.Action, page.AllowFields, "go", "Authorize")}{Button(
                page.Action,
                deny,
                "plain",
                "Deny"
            )}</div>
            """
        );
        return new PageContent("Authorization required", main);
    }

    public override PageContent OutOfBand(OutOfBandPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var main = Html.Of(
            $"""
            <h1>{page.Application}</h1>
            <div class="form-container"><div class="flash-message simple_form">
            <p><label for="code">Copy this authorization code and paste it to the application.</label></p>
            <input type="text" id="code" maxlength="999" spellcheck="false" readonly="readonly" value="{page.Code}" class="oauth-code">
            </div></div>
            """
        );
        return new PageContent("Authorization code", main) { Tone = PageTone.Good };
    }

    public override PageContent Problem(ProblemPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        // In one line and within nothing else, as scripts expect it.
        var main = Html.Of(
            $"<h1>An error has occurred</h1><div class='form-container'><div class='flash-message'>{page.Error.Description}</div></div>"
        );
        return new PageContent("An error has occurred", main) { Tone = PageTone.Bad };
    }

    private static Html Line(MastodonPermission permission) =>
        Html.Of($"<li><strong>{permission.Title}</strong><br><span class=\"small\">{permission.Access}</span></li>");

    private static Html Website(string? website) =>
        website is null
            ? Html.Empty
            : Html.Of(
                $"Its page is <a href=\"{website}\" rel=\"nofollow noreferrer noopener\" target=\"_blank\">{website}</a>. "
            );

    private static Html Button(string action, Html fields, string look, string text) =>
        Html.Of(
            $"<form method=\"post\" action=\"{action}\">{fields}<button type=\"submit\" class=\"{look}\">{text}</button></form>"
        );
}
