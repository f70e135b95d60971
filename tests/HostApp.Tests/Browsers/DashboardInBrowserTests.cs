using System.Text.Json;
using Auth.TestKit;
using Microsoft.Playwright;

namespace HostApp.Tests;

/// <summary>An operator uses the dashboard: every form with scripts and without, the figures that follow by themselves.</summary>
public sealed class DashboardInBrowserTests(BusyHost busy, Chromium chromium)
    : IClassFixture<BusyHost>,
        IClassFixture<Chromium>
{
    private static int _number;

    private HostProcess Host => busy.Host;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_is_found_and_everything_about_it_is_changed(bool javaScript)
    {
        var application = await NewClientAsync("To be changed");
        var (page, complaints) = await OpenAsync(javaScript);
        await page.Link("Clients").ClickAsync();
        await page.GetByLabel("Find a client").FillAsync(application.Email);
        await page.Button("Search").ClickAsync();
        await page.Link(application.Name).ClickAsync();

        await page.Field("Tier").SelectOptionAsync("enhanced");
        await page.GetByLabel("Own limit: burst").FillAsync("many");
        await page.SubmitAsync("Save", "a limit is none");
        (await page.Field("Tier").InputValueAsync()).ShouldBe("enhanced", "what was written is kept");
        await page.GetByLabel("Own limit: burst").FillAsync("7/min");
        await page.SubmitAsync("Save", "The change is saved");
        (await CallAsync(application)).Header("RateLimit-Policy").ShouldStartWith("\"burst\";q=7;w=60");

        await page.SubmitAsync("Take the verification back", page.Button("Verify by hand"));
        (await CallAsync(application)).Header("RateLimit-Policy").ShouldStartWith("\"burst\";q=20;w=60");
        await page.SubmitAsync("Verify by hand", page.Button("Take the verification back"));
        await page.SubmitAsync("Disable", page.Button("Enable"));
        (await CallAsync(application)).Status.ShouldBe(403);
        await page.SubmitAsync("Enable", page.Button("Disable"));
        (await CallAsync(application)).Status.ShouldBe(200);
        await page.SubmitAsync("Revoke all tokens", "All tokens of the client are revoked");
        (await CallAsync(application)).Status.ShouldBe(401);

        await page.GetByLabel("The secrets before it live on for").SelectOptionAsync("24 hours");
        await page.SubmitAsync("Issue a new secret", "It is shown this once");
        var fresh = await page.Field("Secret").InputValueAsync();
        (await Host.RequestStandardTokenAsync(application.Id, application.Secret)).Status.ShouldBe(200);
        await page.Link("Back to the client").ClickAsync();
        await page.GetByText("End now", new() { Exact = true }).First.ClickAsync();
        await page.GetByText("The secret has ended").WaitForAsync();
        (await Host.RequestStandardTokenAsync(application.Id, application.Secret)).Status.ShouldBe(401);
        (await Host.RequestStandardTokenAsync(application.Id, fresh)).Status.ShouldBe(200);

        await page.GetByLabel("I want the client").CheckAsync();
        await page.SubmitAsync("Delete the client", "The client is deleted");
        (await Host.RequestStandardTokenAsync(application.Id, fresh)).Status.ShouldBe(401);
        complaints.ShouldBeNone();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_requests_one_is_approved_and_one_declined(bool javaScript)
    {
        var (glad, sad) = (await NewClientAsync("Glad"), await NewClientAsync("Sad"));
        await Host.AskForTierAsync(glad, "enhanced", "We need more.");
        await Host.AskForTierAsync(sad, "enhanced", "We want more.");
        var (page, complaints) = await OpenAsync(javaScript);
        await page.Link("Tier requests").ClickAsync();

        var request = Card(page, $"{glad.Name} asks for enhanced");
        await request.GetByLabel("A note to the developer").First.FillAsync("With pleasure.");
        await request.GetByText("Approve", new() { Exact = true }).ClickAsync();
        await page.GetByText("The request is approved").WaitForAsync();
        request = Card(page, $"{sad.Name} asks for enhanced");
        await request.GetByText("Decline instead").ClickAsync();
        await request.GetByLabel("A note to the developer").Last.FillAsync("Not this year.");
        await request.GetByText("Decline", new() { Exact = true }).ClickAsync();
        await page.GetByText("The request is declined").WaitForAsync();

        await page.Link("Approved").ClickAsync();
        await Card(page, glad.Name).GetByText("With pleasure.").WaitForAsync();
        await page.Link("Declined").ClickAsync();
        await Card(page, sad.Name).GetByText("Not this year.").WaitForAsync();
        (await CallAsync(glad)).Header("RateLimit-Policy").ShouldStartWith("\"burst\";q=200;w=60");
        (await CallAsync(sad)).Header("RateLimit-Policy").ShouldStartWith("\"burst\";q=100;w=60");
        complaints.ShouldBeNone();
    }

    [Fact]
    public async Task The_audit_log_is_filtered_and_taken_away_without_scripts()
    {
        var application = await NewClientAsync("Audited");
        foreach (var disabled in (bool[])[true, false])
        {
            await Host.OperateAsync("PATCH", $"clients/{application.Id}", new { disabled });
        }

        var (page, complaints) = await OpenAsync(javaScript: false);
        await page.Link("Audit log").ClickAsync();
        await page.GetByLabel("Client id").FillAsync(application.Id);
        await page.Field("What").SelectOptionAsync("client_changed");
        await page.Field("Operator").FillAsync("operator");
        await page.Field("From").FillAsync("2020-01-01");
        await page.Button("Filter").ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        var csv = await DownloadAsync(page, "All of it as CSV");
        var json = await DownloadAsync(page, "All of it as JSON");
        await page.Field("Before").FillAsync("2020-01-02");
        await page.SubmitAsync("Filter", "Nothing is recorded.");

        csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3, csv);
        csv.ShouldContain(application.Id);
        using var entries = JsonDocument.Parse(json);
        entries.RootElement.GetArrayLength().ShouldBe(2);
        complaints.ShouldBeNone();
    }

    [Fact]
    public async Task Mail_that_does_not_get_out_is_discarded_or_tried_again_without_scripts()
    {
        var kept = (await Host.RegisterAsync("Patient", "patient@example.org")).Text("client_id");
        var dropped = (await Host.RegisterAsync("Impatient", "impatient@example.org")).Text("client_id");
        var (page, complaints) = await OpenAsync(javaScript: false);
        await page.Link("Mail").ClickAsync();
        var failed = page.Locator("tr").Filter(new() { HasText = "IOException" });
        await SeeAsync(page, failed.Filter(new() { HasText = kept }));
        await SeeAsync(page, failed.Filter(new() { HasText = dropped }));

        await page.Locator("tr").Filter(new() { HasText = dropped }).GetByText("Discard").ClickAsync();
        await page.GetByText("The mail is discarded").WaitForAsync();
        await TryAsync();
        // From the second attempt on the wait is a minute or more: it is the button that sends the mail.
        await SeeAsync(page, failed.Filter(new() { HasText = kept }));
        var mail = busy.MendMail();
        await TryAsync();

        (await mail.NextToAsync("patient@example.org", TimeSpan.FromSeconds(30))).Links.ShouldHaveSingleItem();
        (await page.GetByText(dropped).CountAsync()).ShouldBe(0);
        complaints.ShouldBeNone();

        async Task TryAsync()
        {
            await page.Locator("tr").Filter(new() { HasText = kept }).GetByText("Try now").ClickAsync();
            await page.GetByText("The mail is tried now").WaitForAsync();
        }
    }

    [Fact]
    public async Task The_overview_follows_by_itself()
    {
        var page = await chromium.NewPageAsync();
        await page.Clock.InstallAsync();
        await page.OpenDashboardAsync(Host);
        var requests = page.GetByRole(AriaRole.Region, new() { Name = "Requests by tier and policy" });
        var before = await requests.TextContentAsync();

        await CallAsync(busy.Guide);
        await Until.IsAsync(
            async () =>
            {
                await page.Clock.RunForAsync(10_000);
                return await requests.TextContentAsync();
            },
            now => now != before
        );
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1_280)]
    [InlineData(ColorScheme.Dark, 1_280)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Every_page_of_the_dashboard_fits_and_can_be_read_by_everybody(ColorScheme scheme, int width)
    {
        var page = await chromium.NewPageAsync(scheme, width);
        var complaints = Complaints.About(page);
        var pictures = new Pictures(page, scheme, width, "docs/dashboard.md");
        await page.GotoAsync(Host.Address + OperatorInBrowser.Home);
        await LookAsync("sign-in");
        await page.OpenDashboardAsync(Host);
        await LookAsync("overview");
        await page.Link("Clients").ClickAsync();
        await LookAsync("clients");
        await page.GetByLabel("Find a client").FillAsync("nobody@example.org");
        await page.SubmitAsync("Search", "No client fits.");
        await LookAsync("clients-none");
        await page.GotoAsync($"{Host.Address}{OperatorInBrowser.Home}/clients/{busy.Guide.Id}");
        await LookAsync("client");
        await page.GetByLabel("Own limit: burst").FillAsync("many");
        await page.SubmitAsync("Save", "a limit is none");
        await LookAsync("client-fault");
        await Host.OperateAsync("PATCH", $"clients/{busy.Guide.Id}", new { verified = true });
        await page.GetByLabel("Own limit: burst").FillAsync("");
        await page.SubmitAsync("Save", "Somebody was faster");
        await LookAsync("conflict");
        await page.Link("See how it is now").ClickAsync();
        await page.SubmitAsync("Issue a new secret", "It is shown this once");
        await LookAsync("secret");
        await page.Link("Back to the client").ClickAsync();
        await LookAsync("client-secrets");
        await page.Link("Tier requests").ClickAsync();
        await LookAsync("inbox");
        await page.GetByText("Decline instead").First.ClickAsync();
        await LookAsync("inbox-decline");
        await page.Link("Approved").ClickAsync();
        await LookAsync("inbox-approved");
        await page.Link("Declined").ClickAsync();
        await LookAsync("inbox-declined");
        await page.Link("Audit log").ClickAsync();
        await LookAsync("audit");
        await page.GetByLabel("Client id").FillAsync("nobody");
        await page.SubmitAsync("Filter", "Nothing is recorded.");
        await LookAsync("audit-none");
        await page.Link("Mail").ClickAsync();
        await LookAsync("mail");
        await page.GotoAsync($"{Host.Address}{OperatorInBrowser.Home}/clients/nobody");
        await LookAsync("missing");
        complaints.ShouldBeNone();

        async Task LookAsync(string name)
        {
            if (width > 360)
            {
                // What axe looks for does not depend on the width, and it is slow.
                await page.ShouldBeAccessibleAsync();
            }

            await pictures.LookAsync("dashboard-" + name);
        }
    }

    private async Task<(IPage Page, Complaints Complaints)> OpenAsync(bool javaScript)
    {
        var page = await chromium.NewPageAsync(javaScript: javaScript);
        var complaints = Complaints.About(page);
        await page.OpenDashboardAsync(Host);
        return (page, complaints);
    }

    /// <summary>Loads the page again until it shows something.</summary>
    private static Task SeeAsync(IPage page, ILocator shown) =>
        Until.IsAsync(
            async () =>
            {
                await page.ReloadAsync();
                return await shown.CountAsync();
            },
            count => count > 0
        );

    private static async Task<string> DownloadAsync(IPage page, string link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Link(link).ClickAsync());
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    private static ILocator Card(IPage page, string text) => page.Locator(".card").Filter(new() { HasText = text });

    private Task<Application> NewClientAsync(string kind)
    {
        var number = Interlocked.Increment(ref _number);
        return Host.VouchAsync($"{kind} {number}", $"{kind.Replace(' ', '.')}-{number}@example.org", "A test");
    }

    private Task<Reply> CallAsync(Application application) => Host.GetAsync("v1/images/", application.Token);
}
