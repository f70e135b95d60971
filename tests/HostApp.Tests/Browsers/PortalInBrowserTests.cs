using Auth.TestKit;
using Microsoft.Playwright;

namespace HostApp.Tests;

/// <summary>A developer who has never seen the service uses the portal, with scripts and without.</summary>
public sealed class PortalInBrowserTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private HostProcess _host = null!;

    public async ValueTask InitializeAsync()
    {
        var settings = OpenHost.Settings;
        settings["Auth__RateLimiting__Tiers__standard__burst"] = "4/min";
        settings["Auth__RateLimiting__Policies__portal"] = "off";
        settings["Auth__RateLimiting__Policies__portal-sign-in"] = "off";
        _host = await HostProcess.StartAsync(settings);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_developer_registers_verifies_calls_hits_the_limit_and_asks_for_more(bool javaScript)
    {
        var page = await chromium.NewPageAsync(javaScript: javaScript);
        var email = javaScript ? "scripts@example.org" : "plain@example.org";

        await page.GotoAsync(_host.Address + "developers");
        await Link(page, "Register an application").ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Lens");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await Button(page, "Register").ClickAsync();
        var id = await page.GetByLabel("Client id", new() { Exact = true }).InputValueAsync();
        var secret = await page.GetByLabel("Client secret", new() { Exact = true }).InputValueAsync();
        var mail = await _host.Mail.NextToAsync(email, TimeSpan.FromSeconds(30));
        await page.GotoAsync(mail.Links.ShouldHaveSingleItem().AbsoluteUri);
        await Button(page, "Confirm my address").ClickAsync();
        await Link(page, "To your applications").ClickAsync();
        await Link(page, "Lens").ClickAsync();
        await page.GetByText("Verified", new() { Exact = true }).WaitForAsync();
        await Link(page, "Try it").ClickAsync();
        await Button(page, "Get a token").ClickAsync();
        var limited = page.GetByText("429 Too Many Requests");
        for (var calls = 1; calls <= 4; calls++)
        {
            await Button(page, "Make the call").ClickAsync();
            // The gauge comes with the answer: only then is the next click one of a new form.
            await page.Locator(".gauge .value").GetByText($"{calls}", new() { Exact = true }).First.WaitForAsync();
        }

        await Button(page, "Make the call").ClickAsync();
        await limited.WaitForAsync();
        await page.Locator(".gauge.bad").First.WaitForAsync();
        await Link(page, "Limits").ClickAsync();
        await page.GetByLabel("Tier", new() { Exact = true }).SelectOptionAsync("enhanced");
        await page.GetByLabel("What you need it for").FillAsync("A museum with many visitors.");
        await Button(page, "Send the request").ClickAsync();
        await page.GetByText("have not answered yet").WaitForAsync();

        var token = await _host.FormAsync(
            "oauth2/token",
            ("grant_type", "client_credentials"),
            ("client_id", id),
            ("client_secret", secret)
        );
        token.Status.ShouldBe(200, token.Body);
        var pending = await _host.OperateAsync("GET", "tier-requests");
        var request = pending
            .Json.GetProperty("requests")
            .EnumerateArray()
            .First(r => r.GetProperty("client_id").GetString() == id);
        (
            await _host.OperateAsync(
                "POST",
                $"tier-requests/{request.GetProperty("id").GetString()}/approve",
                new { note = "Welcome." }
            )
        ).Status.ShouldBe(200);
        await page.ReloadAsync();
        await page.GetByText("was approved").WaitForAsync();
    }

    [Fact]
    public async Task A_mailed_link_signs_in_and_scripts_copy_and_follow_along()
    {
        var application = await _host.NewVerifiedApplicationAsync();
        var page = await chromium.NewPageAsync();
        await SignInAsync(page, application.Email);
        await Link(page, application.Name).ClickAsync();
        (await page.Locator(".gauge.bad").CountAsync()).ShouldBe(0);

        for (var i = 0; i < 4; i++)
        {
            await _host.GetAsync("v1/images/", application.Token);
        }

        await page.Locator(".gauge.bad").First.WaitForAsync();
        await Link(page, "Secrets").ClickAsync();
        await Button(page, "Make a new secret").ClickAsync();
        await page.GetByText("Copy", new() { Exact = true }).ClickAsync();
        await page.GetByText("Copied").WaitForAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1_000)]
    [InlineData(ColorScheme.Dark, 1_000)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Every_page_of_the_portal_fits_and_can_be_read_by_everybody(ColorScheme scheme, int width)
    {
        var page = await chromium.NewPageAsync(scheme, width);
        var pictures = new Pictures(page, scheme, width, "docs/portal.md");
        var email = $"{scheme}-{width}@example.org".ToLowerInvariant();
        await page.GotoAsync(_host.Address + "developers");
        await LookAsync("welcome");
        await page.GotoAsync(_host.Address + "developers/register");
        await page.GetByLabel("E-mail address").FillAsync("nobody@nowhere");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Weekend lens");
        await Button(page, "Register").ClickAsync();
        await LookAsync("register");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("What it is for").FillAsync("Finds pictures of the blue marble for a weekend project.");
        await Button(page, "Register").ClickAsync();
        await LookAsync("credentials");
        var mail = await _host.Mail.NextToAsync(email, TimeSpan.FromSeconds(30));
        await page.GotoAsync(mail.Links.ShouldHaveSingleItem().AbsoluteUri);
        await LookAsync("verify");
        await Button(page, "Confirm my address").ClickAsync();
        await LookAsync("verified");
        await Link(page, "To your applications").ClickAsync();
        await LookAsync("applications");
        await Link(page, "Weekend lens").ClickAsync();
        await Link(page, "Try it").ClickAsync();
        await Button(page, "Get a token").ClickAsync();
        await Button(page, "Make the call").ClickAsync();
        await page.GetByText("200 OK").WaitForAsync();
        await LookAsync("try");
        await Link(page, "Overview").ClickAsync();
        await LookAsync("application");
        await Link(page, "Secrets").ClickAsync();
        await LookAsync("secrets");
        await Link(page, "Limits").ClickAsync();
        await LookAsync("limits");
        await Link(page, "Delete").ClickAsync();
        await LookAsync("delete");
        await Button(page, "Sign out").ClickAsync();
        await page.GotoAsync(_host.Address + "developers/sign-in");
        await LookAsync("sign-in");
        await page.GotoAsync(_host.Address + "developers/sign-in/nothing");
        await LookAsync("link-over");

        async Task LookAsync(string name)
        {
            await page.ShouldBeAccessibleAsync();
            await pictures.LookAsync("portal-" + name);
        }
    }

    private async Task SignInAsync(IPage page, string email)
    {
        await page.GotoAsync(_host.Address + "developers/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await Button(page, "Mail me a link").ClickAsync();
        var mail = await _host.Mail.NextToAsync(email, TimeSpan.FromSeconds(30));
        await page.GotoAsync(mail.Links.ShouldHaveSingleItem().AbsoluteUri);
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private static ILocator Button(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First;

    private static ILocator Link(IPage page, string name) =>
        page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First;
}
