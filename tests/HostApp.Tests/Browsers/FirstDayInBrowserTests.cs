using Auth.TestKit;
using Microsoft.Playwright;

namespace HostApp.Tests;

/// <summary>A developer who has never seen the service and an operator, each in a browser of their own, with scripts and without.</summary>
public sealed class FirstDayInBrowserTests(SmallHost small, Chromium chromium)
    : IClassFixture<SmallHost>,
        IClassFixture<Chromium>
{
    private HostProcess Host => small.Host;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_developer_registers_verifies_calls_hits_the_limit_asks_for_more_and_is_granted_it(
        bool javaScript
    )
    {
        var name = javaScript ? "Lens" : "Plain lens";
        var developer = await chromium.NewPageAsync(javaScript: javaScript);
        var complaints = Complaints.About(developer);

        await RegisterAndVerifyAsync(developer, name, javaScript ? "scripts@example.org" : "plain@example.org");
        await CallUntilRefusedAsync(developer);
        await AskForMoreAsync(developer);
        await GrantAsync(await chromium.NewPageAsync(javaScript: javaScript), name);
        await CallAgainAsync(developer);

        complaints.ShouldBeNone();
    }

    private async Task RegisterAndVerifyAsync(IPage page, string name, string email)
    {
        await page.GotoAsync(Host.Address + "developers");
        await page.Link("Register an application").ClickAsync();
        await page.Field("Name").FillAsync(name);
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.SubmitAsync("Register", "Keep the secret");
        var (id, secret) = (
            await page.Field("Client id").InputValueAsync(),
            await page.Field("Client secret").InputValueAsync()
        );
        (await Host.RequestStandardTokenAsync(id, secret)).Status.ShouldBe(200);

        var mail = await Host.Mail.NextToAsync(email, TimeSpan.FromSeconds(30));
        await page.GotoAsync(mail.Links.ShouldHaveSingleItem().AbsoluteUri);
        await page.SubmitAsync("Confirm my address", "Your application is active");
        await page.Link("To your applications").ClickAsync();
        await page.Link(name).ClickAsync();
        await page.GetByText("Verified", new() { Exact = true }).WaitForAsync();
    }

    private static async Task CallUntilRefusedAsync(IPage page)
    {
        await page.Link("Try it").ClickAsync();
        await page.SubmitAsync("Get a token", page.Button("Make the call"));
        for (var calls = 1; calls <= 4; calls++)
        {
            await page.Button("Make the call").ClickAsync();
            // The gauge comes with the answer: only then is the next click one of a new form.
            await Gauge(page, $"{calls}").WaitForAsync();
        }

        await page.SubmitAsync("Make the call", "429 Too Many Requests");
        await page.Locator(".gauge.bad").First.WaitForAsync();
    }

    private static async Task AskForMoreAsync(IPage page)
    {
        await page.Link("Limits").ClickAsync();
        await page.Field("Tier").SelectOptionAsync("enhanced");
        await page.GetByLabel("What you need it for").FillAsync("A museum with many visitors.");
        await page.SubmitAsync("Send the request", "have not answered yet");
    }

    private async Task GrantAsync(IPage page, string name)
    {
        await page.OpenDashboardAsync(Host);
        await page.Link("Tier requests").ClickAsync();
        var request = page.Locator(".card").Filter(new() { HasText = $"{name} asks for enhanced" });
        await request.GetByText("A museum with many visitors.").WaitForAsync();
        await request.GetByLabel("A note to the developer").First.FillAsync("Welcome, museum.");
        await request.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await page.GetByText("The request is approved").WaitForAsync();
    }

    private static async Task CallAgainAsync(IPage page)
    {
        await page.ReloadAsync();
        await page.GetByText("was approved").WaitForAsync();
        await page.GetByText("Welcome, museum.").WaitForAsync();
        await page.Link("Try it").ClickAsync();
        await page.SubmitAsync("Get a token", page.Button("Make the call"));
        await page.SubmitAsync("Make the call", "200 OK");
        await page.GetByText("of 200 used").WaitForAsync();
        (await page.Locator(".gauge.bad").CountAsync()).ShouldBe(0);
    }

    private static ILocator Gauge(IPage page, string value) =>
        page.Locator(".gauge .value").GetByText(value, new() { Exact = true }).First;
}
