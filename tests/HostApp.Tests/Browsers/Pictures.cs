using Auth.TestKit;
using Microsoft.Playwright;

namespace HostApp.Tests;

/// <summary>Looks at pages; with AUTH_PICTURES=1 it takes the pictures that a document shows too.</summary>
internal sealed class Pictures(IPage page, ColorScheme scheme, int width, string document = "docs/pages.md")
{
    private static readonly bool Takes = Environment.GetEnvironmentVariable("AUTH_PICTURES") == "1";

    /// <summary>Expects a usable page, and takes its picture.</summary>
    public async Task LookAsync(string name)
    {
        await page.ShouldBeUsableAsync();
        var look = scheme == ColorScheme.Dark ? "-dark" : "";
        var size = width < 600 ? "-phone" : "";
        var file = $"images/{name}{look}{size}.png";
        if (Takes && MarkdownBlocks.Read(document).Contains(file, StringComparison.Ordinal))
        {
            await page.ScreenshotAsync(
                new PageScreenshotOptions { Path = Repository.PathOf("docs", file), FullPage = true }
            );
        }
    }
}
