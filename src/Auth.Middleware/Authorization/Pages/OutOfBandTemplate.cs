using Auth.Pages;

namespace Auth.Authorization;

/// <summary>The code, large enough to copy by hand.</summary>
internal static class OutOfBandTemplate
{
    public static PageContent Render(OutOfBandPage page)
    {
        var main = Html.Of(
            $"""
            <h1>Copy this code</h1>
            <p>Paste it into <strong>{page.Application}</strong> to finish. It works once, and not for long.</p>
            <div class="field"><label for="code">Authorization code</label><input class="oauth-code" type="text" id="code" readonly spellcheck="false" autocomplete="off" value="{page.Code}"></div>
            <p class="small">Give it to nobody who asks for it by mail, chat or telephone.</p>
            """
        );
        return new PageContent("Your authorization code", main) { Tone = PageTone.Good };
    }
}
