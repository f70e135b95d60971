using Microsoft.Playwright;

namespace HostApp.Tests;

/// <summary>The system's browser, without a window; shared by the tests of a class.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = "/usr/bin/chromium",
                Args = Flags,
                Timeout = 60_000,
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a browser window of its own, with no cookies.</summary>
    public async Task<IPage> NewPageAsync(
        ColorScheme scheme = ColorScheme.Light,
        int width = 1_000,
        bool javaScript = true
    )
    {
        var context = await _browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                ColorScheme = scheme,
                ViewportSize = new ViewportSize { Width = width, Height = 760 },
                JavaScriptEnabled = javaScript,
                Locale = "en-GB",
            }
        );
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }
}
