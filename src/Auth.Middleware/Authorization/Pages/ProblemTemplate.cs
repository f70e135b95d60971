using Auth.Pages;

namespace Auth.Authorization;

/// <summary>What is wrong, for the user and for the developer beside them.</summary>
internal static class ProblemTemplate
{
    public static PageContent Render(ProblemPage page)
    {
        var main = Html.Of(
            $"""
            <h1>{Heading(page.Error)}</h1>
            <p>{page.Error.Description}</p>
            <p class="small">Nothing was allowed. You can close this page. For the developer: <code>{page.Error.Code}</code></p>
            """
        );
        return new PageContent("This did not work", main) { Tone = PageTone.Bad };
    }

    private static string Heading(OAuthError error) =>
        error.Code == OAuthErrors.AccessDenied.Code ? "You have denied the request" : "This did not work";
}
