using Auth.TestKit;
using Microsoft.Playwright;

namespace HostApp.Tests;

/// <summary>What developers do with the portal in a browser, beside <see cref="FirstDayInBrowserTests"/>.</summary>
public sealed class PortalInBrowserTests(SmallHost small, Chromium chromium)
    : IClassFixture<SmallHost>,
        IClassFixture<Chromium>
{
    private HostProcess Host => small.Host;

    [Fact]
    public async Task A_mailed_link_signs_in_and_scripts_copy_and_follow_along()
    {
        var application = await Host.NewVerifiedApplicationAsync();
        var page = await chromium.NewPageAsync();
        await SignInAsync(page, application.Email);
        await page.Link(application.Name).ClickAsync();
        (await page.Locator(".gauge.bad").CountAsync()).ShouldBe(0);

        for (var i = 0; i < 4; i++)
        {
            await Host.GetAsync("v1/images/", application.Token);
        }

        await page.Locator(".gauge.bad").First.WaitForAsync();
        await page.Link("Secrets").ClickAsync();
        await page.Button("Make a new secret").ClickAsync();
        await page.GetByText("Copy", new() { Exact = true }).ClickAsync();
        await page.GetByText("Copied").WaitForAsync();
    }

    [Fact]
    public async Task Without_scripts_a_leaked_secret_is_replaced_and_ended_and_the_application_deleted()
    {
        var application = await Host.NewVerifiedApplicationAsync();
        var page = await chromium.NewPageAsync(javaScript: false);
        await SignInAsync(page, application.Email);
        await page.Link(application.Name).ClickAsync();
        await page.Link("Secrets").ClickAsync();
        (await page.Button("End now").CountAsync()).ShouldBe(0, "it is the only one");

        await page.SubmitAsync("Make a new secret", "Your new secret");
        var fresh = await page.Field("Client secret").InputValueAsync();
        await page.GetByText("End now", new() { Exact = true }).Last.ClickAsync();
        await page.GetByText("The secret has ended").WaitForAsync();

        (await Host.RequestTokenAsync(application.Id, application.Secret)).Status.ShouldBe(401);
        (await Host.RequestTokenAsync(application.Id, fresh)).Status.ShouldBe(200);
        await page.Link("Delete").ClickAsync();
        await page.GetByLabel("Yes, delete").CheckAsync();
        await page.SubmitAsync("Delete", "The application is gone");
        (await Host.RequestTokenAsync(application.Id, fresh)).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1_000)]
    [InlineData(ColorScheme.Dark, 1_000)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Every_page_of_the_portal_fits_and_can_be_read_by_everybody(ColorScheme scheme, int width)
    {
        var page = await chromium.NewPageAsync(scheme, width);
        var complaints = Complaints.About(page);
        var pictures = new Pictures(page, scheme, width, "docs/portal.md");
        var email = $"{scheme}-{width}@example.org".ToLowerInvariant();
        await page.GotoAsync(Host.Address + "developers");
        await LookAsync("welcome");
        await page.GotoAsync(Host.Address + "developers/register");
        await page.GetByLabel("E-mail address").FillAsync("nobody@nowhere");
        await page.Field("Name").FillAsync("Weekend lens");
        await page.Button("Register").ClickAsync();
        await LookAsync("register");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("What it is for").FillAsync("Finds pictures of the blue marble for a weekend project.");
        await page.Button("Register").ClickAsync();
        await LookAsync("credentials");
        await Host.AddPastAsync(
            await page.Field("Client id").InputValueAsync(),
            day => (20 + (day * 37 % 60), day % 11 == 6 ? 12 : 0)
        );
        var mail = await Host.Mail.NextToAsync(email, TimeSpan.FromSeconds(30));
        await page.GotoAsync(mail.Links.ShouldHaveSingleItem().AbsoluteUri);
        await LookAsync("verify");
        await page.Button("Confirm my address").ClickAsync();
        await LookAsync("verified");
        await page.Link("To your applications").ClickAsync();
        await LookAsync("applications");
        await page.Link("Weekend lens").ClickAsync();
        await page.Link("Try it").ClickAsync();
        await page.Button("Get a token").ClickAsync();
        await page.Button("Make the call").ClickAsync();
        await page.GetByText("200 OK").WaitForAsync();
        await LookAsync("try");
        await page.Link("Overview").ClickAsync();
        await LookAsync("application");
        await page.Link("Secrets").ClickAsync();
        await LookAsync("secrets");
        await page.Link("Limits").ClickAsync();
        await LookAsync("limits");
        await page.Link("Delete").ClickAsync();
        await LookAsync("delete");
        await page.Button("Sign out").ClickAsync();
        await page.GotoAsync(Host.Address + "developers/sign-in");
        await LookAsync("sign-in");
        await page.GotoAsync(Host.Address + "developers/sign-in/nothing");
        await LookAsync("link-over");
        complaints.ShouldBeNone();

        async Task LookAsync(string name)
        {
            if (width > 360)
            {
                // What axe looks for does not depend on the width, and it is slow.
                await page.ShouldBeAccessibleAsync();
            }

            await pictures.LookAsync("portal-" + name);
        }
    }

    private async Task SignInAsync(IPage page, string email)
    {
        await page.GotoAsync(Host.Address + "developers/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.Button("Mail me a link").ClickAsync();
        var mail = await Host.Mail.NextToAsync(email, TimeSpan.FromSeconds(30));
        await page.GotoAsync(mail.Links.ShouldHaveSingleItem().AbsoluteUri);
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
