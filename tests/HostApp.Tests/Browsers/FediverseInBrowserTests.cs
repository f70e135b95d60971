using Auth.TestKit;
using Microsoft.Playwright;

namespace HostApp.Tests;

/// <summary>A person with a browser approves applications in the manner of Mastodon and of GoToSocial.</summary>
public sealed class FediverseInBrowserTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";

    private HostProcess _host = null!;

    public async ValueTask InitializeAsync() => _host = await HostProcess.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("", "Authorize", ".oauth-code", true)]
    [InlineData("", "Authorize", ".oauth-code", false)]
    [InlineData("gotosocial/", "Allow", ".oob-token code", false)]
    public async Task A_user_allows_and_copies_a_code_that_buys_a_token(
        string pathBase,
        string button,
        string place,
        bool javaScript
    )
    {
        var (id, secret) = await RegisterAsync(pathBase, OutOfBand);
        var page = await chromium.NewPageAsync(javaScript: javaScript);

        await OpenAsync(page, pathBase, id, OutOfBand);
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        var shown = page.Locator(place);
        var code = pathBase.Length == 0 ? await shown.GetAttributeAsync("value") : await shown.TextContentAsync();

        (await page.TitleAsync()).ShouldNotContain(code!);
        var token = await _host.FormAsync(
            pathBase + "oauth/token",
            ("grant_type", "authorization_code"),
            ("client_id", id),
            ("client_secret", secret),
            ("redirect_uri", OutOfBand),
            ("code", code!)
        );
        token.Status.ShouldBe(200, token.Body);
        var account = await _host.GetAsync(pathBase + "api/v1/accounts/verify_credentials", token.Text("access_token"));
        account.Text("username").ShouldBe("demo");
    }

    [Theory]
    [InlineData("", "Authorize")]
    [InlineData("gotosocial/", "Allow")]
    public async Task A_user_is_sent_back_to_an_application_on_their_machine(string pathBase, string button)
    {
        using var application = new LoopbackApplication();
        var (id, _) = await RegisterAsync(pathBase, application.Callback);
        var page = await chromium.NewPageAsync();

        await OpenAsync(page, pathBase, id, application.Callback);
        var returning = application.ReturnAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        var answer = await returning;

        answer["state"].ShouldBe("xyz");
        answer.ContainsKey("code").ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("gotosocial/")]
    public async Task A_user_may_deny(string pathBase)
    {
        using var application = new LoopbackApplication();
        var (id, _) = await RegisterAsync(pathBase, application.Callback);
        var page = await chromium.NewPageAsync();

        await OpenAsync(page, pathBase, id, application.Callback);
        var returning = application.ReturnAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Deny" }).ClickAsync();

        (await returning)["error"].ShouldBe("access_denied");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1_000)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Every_page_fits_can_be_read_and_has_names_for_its_controls(ColorScheme scheme, int width)
    {
        foreach (var (pathBase, button) in new[] { ("", "Authorize"), ("gotosocial/", "Allow") })
        {
            var (id, _) = await RegisterAsync(pathBase, OutOfBand);
            var page = await chromium.NewPageAsync(scheme, width);

            await OpenAsync(page, pathBase, id, OutOfBand);
            await page.ShouldBeUsableAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            await page.ShouldBeUsableAsync();
            await page.GotoAsync(AuthorizeUrl(pathBase, "nobody", OutOfBand));
            await page.ShouldBeUsableAsync();
        }
    }

    private async Task OpenAsync(IPage page, string pathBase, string id, string callback)
    {
        await page.GotoAsync(AuthorizeUrl(pathBase, id, callback));
        await page.GetByLabel("E-mail address").FillAsync("demo@example.org");
        await page.GetByLabel("Password").FillAsync("password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private string AuthorizeUrl(string pathBase, string id, string callback) =>
        $"{_host.Address}{pathBase}oauth/authorize?response_type=code&client_id={id}&redirect_uri={Uri.EscapeDataString(callback)}&scope=read+write&state=xyz";

    private async Task<(string Id, string Secret)> RegisterAsync(string pathBase, string callback)
    {
        var reply = await _host.FormAsync(
            pathBase + "api/v1/apps",
            ("client_name", "A reader with a rather long name"),
            ("redirect_uris", callback),
            ("scopes", "read write push"),
            ("website", "https://reader.example")
        );
        reply.Status.ShouldBe(200, reply.Body);
        return (reply.Text("client_id"), reply.Text("client_secret"));
    }
}
