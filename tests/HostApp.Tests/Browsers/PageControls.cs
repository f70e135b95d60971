using Microsoft.Playwright;

namespace HostApp.Tests;

/// <summary>Finds what people use on a page by what it is called.</summary>
internal static class PageControls
{
    /// <summary>The first button with exactly this name.</summary>
    public static ILocator Button(this IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First;

    /// <summary>The first link with exactly this name.</summary>
    public static ILocator Link(this IPage page, string name) =>
        page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First;

    /// <summary>The field with exactly this label.</summary>
    public static ILocator Field(this IPage page, string label) => page.GetByLabel(label, new() { Exact = true });

    /// <summary>Presses a button and waits for what was not there before.</summary>
    public static async Task SubmitAsync(this IPage page, string button, ILocator shown)
    {
        await page.Button(button).ClickAsync();
        await shown.First.WaitForAsync();
    }

    /// <summary>Presses a button and waits for what the page says then.</summary>
    public static Task SubmitAsync(this IPage page, string button, string says) =>
        page.SubmitAsync(button, page.GetByText(says));
}
