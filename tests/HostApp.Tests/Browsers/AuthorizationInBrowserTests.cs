using System.Text.Json;
using Auth.TestKit;
using Microsoft.Playwright;

namespace HostApp.Tests;

/// <summary>A person with a browser approves an application, takes it back, and registers one of their own.</summary>
public sealed class AuthorizationInBrowserTests(OpenHost open, Chromium chromium)
    : IClassFixture<OpenHost>,
        IClassFixture<Chromium>
{
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private HostProcess Host => open.Host;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_user_signs_in_allows_and_returns_with_a_code_that_buys_a_token(bool javaScript)
    {
        using var application = new LoopbackApplication();
        var id = await RegisterAsync("Reader", application.Callback);
        var page = await chromium.NewPageAsync(javaScript: javaScript);

        await page.GotoAsync(AuthorizeUrl(id, application.Callback));
        await SignInAsync(page);
        var heading = await page.Locator("h1").TextContentAsync();
        var returning = application.ReturnAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        var answer = await returning;

        heading.ShouldBe("Allow Reader?");
        answer["state"].ShouldBe("xyz");
        answer["iss"].ShouldBe(Host.Address + "oauth2");
        var token = await ExchangeAsync(id, answer["code"], application.Callback);
        (await Host.GetAsync("orders", token)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_user_denies_by_keyboard()
    {
        using var application = new LoopbackApplication();
        var id = await RegisterAsync("Reader", application.Callback);
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(AuthorizeUrl(id, application.Callback));
        await SignInAsync(page);

        List<string> focused = [];
        while (focused.LastOrDefault() != "Deny" && focused.Count < 6)
        {
            await page.Keyboard.PressAsync("Tab");
            focused.Add(await page.EvaluateAsync<string>("document.activeElement.textContent"));
        }

        var returning = application.ReturnAsync();
        await page.Keyboard.PressAsync("Enter");
        var answer = await returning;

        focused[^2..].ShouldBe(["Allow", "Deny"]);
        answer["error"].ShouldBe("access_denied");
        answer.ContainsKey("code").ShouldBeFalse();
    }

    [Fact]
    public async Task A_user_takes_back_what_they_allowed()
    {
        using var application = new LoopbackApplication();
        var name = "To be revoked";
        var id = await RegisterAsync(name, application.Callback);
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(AuthorizeUrl(id, application.Callback));
        await SignInAsync(page);
        var returning = application.ReturnAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        var token = await ExchangeAsync(id, (await returning)["code"], application.Callback);
        (await Host.GetAsync("orders", token)).Status.ShouldBe(200);

        await page.GotoAsync(Host.Address + "oauth2/authorized");
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke " + name }).ClickAsync();

        (await page.GetByText(name).CountAsync()).ShouldBe(0);
        (await Host.GetAsync("orders", token)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_developer_registers_an_application_and_gets_a_token_without_a_command_line()
    {
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(Host.Address + "oauth2/applications");
        await SignInAsync(page);

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Weekend script");
        await page.GetByLabel("Read orders").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create application" }).ClickAsync();
        var token = await page.GetByLabel("Your access token").InputValueAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to your applications" }).ClickAsync();

        (await Host.GetAsync("orders", token)).Status.ShouldBe(200);
        (await page.GetByRole(AriaRole.Heading, new() { Name = "Weekend script" }).CountAsync()).ShouldBe(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Weekend script" }).ClickAsync();
        (await Host.GetAsync("orders", token)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_wrong_password_is_said_and_the_way_back_is_kept()
    {
        using var application = new LoopbackApplication();
        var id = await RegisterAsync("Reader", application.Callback);
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(AuthorizeUrl(id, application.Callback));

        await SignInAsync(page, "wrong");
        var fault = await page.GetByRole(AriaRole.Alert).TextContentAsync();
        await page.GetByLabel("Password").FillAsync("password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        fault.ShouldBe("E-mail address and password do not fit together.");
        (await page.Locator("h1").TextContentAsync()).ShouldBe("Allow Reader?");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1_000)]
    [InlineData(ColorScheme.Dark, 1_000)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Every_page_fits_can_be_read_and_has_names_for_its_controls(ColorScheme scheme, int width)
    {
        const string Callback = "https://photos.example/callback";
        var id = await RegisterAsync("Photo printer", Callback, "https://photos.example");
        var page = await chromium.NewPageAsync(scheme, width);
        var pictures = new Pictures(page, scheme, width);

        await page.GotoAsync(AuthorizeUrl(id, Callback));
        await pictures.LookAsync("sign-in");
        await SignInAsync(page, "wrong");
        await pictures.LookAsync("sign-in-failed");
        await page.GetByLabel("Password").FillAsync("password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await pictures.LookAsync("consent");
        await page.GotoAsync(AuthorizeUrl("nobody", Callback));
        await pictures.LookAsync("error");
        await page.GotoAsync(Host.Address + "oauth2/applications");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Weekend script");
        await page.GetByLabel("Website").FillAsync("https://weekend.example");
        await page.GetByLabel("Redirect URIs").FillAsync("http://127.0.0.1/callback");
        await page.GetByLabel("Read orders").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create application" }).ClickAsync();
        await pictures.LookAsync("credentials");
        await page.GotoAsync(Host.Address + "oauth2/applications");
        await pictures.LookAsync("applications");
        await page.GotoAsync(Host.Address + "oauth2/authorized");
        await pictures.LookAsync("authorized");
        await page.GotoAsync(Host.Address + "oauth2/applications");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Weekend script" }).First.ClickAsync();
    }

    private string AuthorizeUrl(string id, string callback) =>
        $"{Host.Address}oauth2/authorize?response_type=code&client_id={id}&redirect_uri={Uri.EscapeDataString(callback)}"
        + $"&scope=orders%3Aread&state=xyz&code_challenge={Challenge}&code_challenge_method=S256";

    private async Task<string> RegisterAsync(string name, string callback, string? website = null)
    {
        var metadata = JsonSerializer.Serialize(
            new Dictionary<string, object?>
            {
                ["client_name"] = name,
                ["client_uri"] = website,
                ["redirect_uris"] = (string[])[callback],
                ["token_endpoint_auth_method"] = "none",
                ["scope"] = "orders:read",
            }
        );
        var body = new StringContent(metadata, System.Text.Encoding.UTF8, "application/json");
        var reply = await Host.SendAsync(HttpMethod.Post, "oauth2/register", body: body);
        reply.Status.ShouldBe(201, reply.Body);
        return reply.Text("client_id");
    }

    private async Task<string> ExchangeAsync(string id, string code, string callback)
    {
        var reply = await Host.FormAsync(
            "oauth2/token",
            ("grant_type", "authorization_code"),
            ("client_id", id),
            ("code", code),
            ("redirect_uri", callback),
            ("code_verifier", Verifier)
        );
        reply.Status.ShouldBe(200, reply.Body);
        return reply.Text("access_token");
    }

    private static async Task SignInAsync(IPage page, string password = "password")
    {
        await page.GetByLabel("E-mail address").FillAsync("demo@example.org");
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
