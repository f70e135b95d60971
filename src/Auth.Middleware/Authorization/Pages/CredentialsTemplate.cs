using Auth.Pages;

namespace Auth.Authorization;

/// <summary>New credentials, to copy before the page is left.</summary>
internal static class CredentialsTemplate
{
    public static PageContent Render(CredentialsPage page)
    {
        var secret = page.ClientSecret is null
            ? Html.Empty
            : Templates.Copy("client_secret", "Client secret", page.ClientSecret);
        var token = page.AccessToken is null
            ? Html.Empty
            : Html.Of(
                $"{Templates.Copy("access_token", "Your access token", page.AccessToken)}<p class=\"small\">Good for: {Templates.Line(page.TokenScopes)}</p>"
            );
        var main = Html.Of(
            $"""
            <h1>{page.Application} is ready</h1>
            <p class="note">Copy what you need now: it is shown this once, and kept nowhere in clear.</p>
            {Templates.Copy("client_id", "Client id", page.ClientId)}{secret}{token}
            <p><a href="{page.ReturnTo}">Back to your applications</a></p>
            """
        );
        return new PageContent("Credentials", main) { Tone = PageTone.Good };
    }
}
