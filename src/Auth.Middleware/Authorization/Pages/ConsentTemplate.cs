using Auth.Pages;

namespace Auth.Authorization;

/// <summary>Who asks, for what, as whom, and where the answer goes: all that a decision needs, above the two buttons.</summary>
internal static class ConsentTemplate
{
    public static PageContent Render(ConsentPage page)
    {
        var returns = page.ReturnsTo is null
            ? Html.Of($"You will get a code to copy into the application.")
            : Html.Of($"Either way you will return to <strong>{page.ReturnsTo}</strong>.");
        var main = Html.Of(
            $"""
            <h1>Allow {page.Application}?</h1>
            <p>{Templates.Named(
                page.Application,
                page.Website
            )} asks to act for you, <strong>{page.User}</strong>. Allow it only if you know and trust it.</p>
            <h2 id="scopes">It will be able to</h2>
            {Templates.Ticks(page.Scopes)}
            <p class="small">{returns} You can take this back at any time.</p>
            <div class="two">{Templates.Button(page.Action, page.AllowFields, "go", "Allow")}{Templates.Button(
                page.Action,
                page.DenyFields,
                "plain",
                "Deny"
            )}</div>
            """
        );
        return new PageContent("Allow an application", main);
    }
}
