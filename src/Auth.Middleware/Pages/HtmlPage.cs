using Microsoft.AspNetCore.Http;

namespace Auth.Pages;

/// <summary>Writes a small page: a heading, a paragraph and, when there is something to do, one button.</summary>
internal static class HtmlPage
{
    /// <summary>Writes a page with a heading, a paragraph and, when given, a command to copy and a form of one button that posts to the same address.</summary>
    public static Task WriteAsync(
        HttpContext context,
        int status,
        string heading,
        string text,
        string? button = null,
        string? command = null
    )
    {
        var tone =
            status >= StatusCodes.Status400BadRequest ? PageTone.Bad
            : button is null ? PageTone.Good
            : PageTone.Ask;
        var form = button is null
            ? Html.Empty
            : Html.Of($"<form method=\"post\"><button type=\"submit\">{button}</button></form>");
        var code = command is null ? Html.Empty : Html.Of($"<pre tabindex=\"0\"><code>{command}</code></pre>");
        var main = Html.Of($"<h1>{heading}</h1><p>{text}</p>{code}{form}");
        var document = new PageContent(heading, main) { Tone = tone }.ToDocument(PageStyle.Css);
        return HtmlDocument.WriteAsync(context, status, document, PageStyle.Css);
    }
}
