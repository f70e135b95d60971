using Auth.Pages.Assets;
using Auth.Pages.Text;
using Microsoft.AspNetCore.Http;

namespace Auth.Pages.Shell;

/// <summary>The document around the pages of the portal and the dashboard: header, content, footer.</summary>
internal static class PageShell
{
    /// <summary>A key, drawn in the colour of the text.</summary>
    private static readonly Html Mark = Html.Raw(
        "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\"><circle cx=\"8\" cy=\"14\" r=\"5\"/><path d=\"M11.5 10.5 20 2m-4 4 3.5 3.5M14 8l2.5 2.5\"/></svg>"
    );

    /// <summary>Sends a page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="frame">What stands around it.</param>
    /// <param name="page">The page; its title stands in front of the product's name.</param>
    public static Task WriteAsync(HttpContext context, int status, PageFrame frame, PageContent page) =>
        HtmlDocument.WriteAsync(context, status, Render(frame, page));

    /// <summary>The whole document.</summary>
    public static Html Render(PageFrame frame, PageContent page)
    {
        var styles = PageAssets.Styles.Select(style =>
            Html.Of($"<link rel=\"stylesheet\" href=\"{frame.Root}/assets/{style.Name}\">")
        );
        var width = page.Wide ? "" : " narrow";
        return Html.Of(
            $"""
            <!doctype html>
            <html lang="{PageText.Language}">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex"><link rel="icon" href="data:,">
            <title>{page.Title} · {frame.Product}</title>{Html.Join(
                styles
            )}
            <script src="{frame.Root}/assets/{PageAssets.Script.Name}" defer></script>
            </head>
            <body>
            <a class="skip" href="#main">{PageText.SkipToContent}</a>
            <header class="bar"><div class="bar-in"><a class="brand" href="{frame.Home}">{Mark}{frame.Product}</a>{Navigation(
                frame
            )}{Account(frame.Account)}</div></header>
            <main class="page{width}" id="main" tabindex="-1">{frame.Notice?.ToHtml() ?? Html.Empty}{page.Main}</main>
            <footer class="foot"><p>{PageText.Footer}</p></footer>
            </body>
            </html>
            """
        );
    }

    private static Html Navigation(PageFrame frame) =>
        frame.Links.Count == 0
            ? Html.Empty
            : Html.Of(
                $"<nav aria-label=\"{frame.Product}\"><ul class=\"links\">{Html.Join(frame.Links.Select(link => link.ToItem()))}</ul></nav>"
            );

    private static Html Account(Html account) =>
        account.ToString().Length == 0 ? Html.Empty : Html.Of($"<div class=\"who\">{account}</div>");
}
