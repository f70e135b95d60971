using Auth.TestKit;
using Microsoft.Playwright;

namespace HostApp.Tests;

/// <summary>An operator in front of a browser.</summary>
internal static class OperatorInBrowser
{
    public const string Home = "auth/dashboard";

    /// <summary>Opens the dashboard, is asked for the key, and is let in.</summary>
    public static async Task OpenDashboardAsync(this IPage page, HostProcess host)
    {
        await page.GotoAsync(host.Address + Home);
        await page.GetByLabel("Operator key").FillAsync(HostCalls.OperatorKey);
        await page.Button("Sign in").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Overview" }).WaitForAsync();
    }
}
