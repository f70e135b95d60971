using System.Net;
using System.Text.RegularExpressions;
using Auth.OAuth;
using Auth.Storage;

namespace Auth.Authorization;

/// <summary>The page on which users register applications and get access tokens without a command line.</summary>
public sealed partial class ApplicationsPageTests : IAsyncLifetime
{
    private const string Path = "/oauth2/applications";
    private AuthorizationHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await AuthorizationHost.StartAsync(options => options.MaxApplicationsPerUser = 2);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("attack", "39")]
    public async Task A_user_registers_an_application_and_gets_a_token_that_works()
    {
        var page = await CreateAsync(("name", "My script"), ("scope:read", "on"));

        page.Status.ShouldBe(200, page.Body);
        page.Header("Cache-Control").ShouldBe("no-store");
        var token = Value(page, "access_token");
        var key = new Key(Value(page, "client_id"), Value(page, "client_secret"), "");
        (await _host.Inner.UseAsync(token, "/read")).Status.ShouldBe(200);
        var introspected = await _host.Inner.IntrospectAsync(key, token);
        introspected.Text("sub").ShouldBe("id-ada");
        introspected.Text("scope").ShouldBe("read");
        (await _host.Inner.TokenAsync(key)).ShouldStartWith("auth_at_");
        var listed = await _host.OpenAsync(Path);
        listed.Body.ShouldContain("My script");
        listed.Body.ShouldNotContain(key.Secret);
        listed.Body.ShouldNotContain(token);
    }

    [Fact]
    public async Task An_application_with_a_redirect_uri_may_ask_users()
    {
        var page = await CreateAsync(
            ("name", "Web app"),
            ("scope:read", "on"),
            ("website", "https://app.example"),
            ("redirect_uris", AuthorizationHost.Callback + "\r\nhttp://127.0.0.1/cb")
        );
        var key = new Key(Value(page, "client_id"), Value(page, "client_secret"), "");

        (await _host.TokenAsync(key, "bob")).Text("scope").ShouldBe("read");
    }

    [Theory]
    [InlineData("name", "", "name")]
    [InlineData("website", "javascript:alert(1)", "website")]
    [InlineData("redirect_uris", "http://evil.example/cb", "redirect URI")]
    public async Task A_mistake_is_said_and_what_was_written_stays(string field, string value, string said)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = "Kept <name>",
            ["scope:write"] = "on",
            [field] = value,
        };

        var page = await CreateAsync([.. fields.Select(pair => (pair.Key, pair.Value))]);

        page.Status.ShouldBe(400);
        page.Body.ShouldContain("role=\"alert\"");
        page.Body.ShouldContain(said);
        page.Body.ShouldContain("name=\"scope:write\" value=\"on\" checked");
        page.Body.ShouldContain(field == "name" ? "value=\"\"" : "Kept &lt;name&gt;");
        (await ListAsync("id-ada")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_user_gets_further_tokens_and_removes_an_application_with_all_of_them()
    {
        var created = await CreateAsync(("name", "My script"), ("scope:read", "on"));
        var (id, first) = (Value(created, "client_id"), Value(created, "access_token"));

        var second = Value(await ActAsync("token", id), "access_token");
        second.ShouldNotBe(first);
        (await _host.Inner.UseAsync(second)).Status.ShouldBe(200);
        var removed = await ActAsync("remove", id);

        removed.Status.ShouldBe(303);
        (await _host.Inner.UseAsync(first)).Status.ShouldBe(401);
        (await _host.Inner.UseAsync(second)).Status.ShouldBe(401);
        (await ListAsync("id-ada")).ShouldBeEmpty();
        (await _host.Facts.NextAsync<ClientRemoved>()).ClientId.ShouldBe(id);
    }

    [Fact]
    public async Task Nobody_touches_the_application_of_another()
    {
        var mine = Value(await CreateAsync(("name", "Mine")), "client_id");
        await CreateAsync("bob", ("name", "Bobs"));
        var page = await _host.OpenAsync(Path, "bob");
        page.Body.ShouldNotContain("Mine");
        var bobs = AuthorizationHost.FormWith(page, ("action", "remove"));
        var changed = bobs.Select(field => field.Name == "client_id" ? ("client_id", mine) : field);

        var reply = await _host.SubmitAsync(Path, changed, "bob", AuthorizationHost.CookieOf(page));

        reply.Status.ShouldBe(400);
        (await ListAsync("id-ada")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_user_has_no_more_applications_than_they_may()
    {
        var page = await _host.OpenAsync(Path);
        var (form, cookie) = (AuthorizationHost.FormWith(page, ("action", "create")), AuthorizationHost.CookieOf(page));
        await CreateAsync(("name", "One"));
        await CreateAsync(("name", "Two"));

        var full = await _host.OpenAsync(Path);
        var third = await _host.SubmitAsync(Path, form.Append(("name", "Three")), cookie: cookie);

        full.Body.ShouldContain("as many applications as you may have");
        full.Body.ShouldNotContain("Create application");
        third.Status.ShouldBe(400);
        (await ListAsync("id-ada")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_is_not_signed_in_signs_in_first() =>
        (await _host.OpenAsync(Path, user: null))
            .Header("Location")
            .ShouldBe("/sign-in?return=%2Foauth2%2Fapplications");

    [Fact]
    public async Task A_personal_token_ends_after_its_lifetime()
    {
        var token = Value(await CreateAsync(("name", "My script"), ("scope:read", "on")), "access_token");

        _host.Inner.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        (await _host.Inner.UseAsync(token)).Status.ShouldBe(200);
        _host.Inner.Clock.Advance(TimeSpan.FromSeconds(1));

        (await _host.Inner.UseAsync(token)).Status.ShouldBe(401);
    }

    private Task<Reply> CreateAsync(params (string Name, string Value)[] fields) => CreateAsync("ada", fields);

    private async Task<Reply> CreateAsync(string user, params (string Name, string Value)[] fields)
    {
        var page = await _host.OpenAsync(Path, user);
        var form = AuthorizationHost.FormWith(page, ("action", "create"));
        return await _host.SubmitAsync(Path, form.Concat(fields), user, AuthorizationHost.CookieOf(page));
    }

    private async Task<Reply> ActAsync(string action, string clientId)
    {
        var page = await _host.OpenAsync(Path);
        var form = AuthorizationHost.FormWith(page, ("action", action));
        form.ShouldContain(("client_id", clientId));
        return await _host.SubmitAsync(Path, form, cookie: AuthorizationHost.CookieOf(page));
    }

    private async Task<IReadOnlyList<Client>> ListAsync(string owner) =>
        await _host
            .Inner.Of<IClientStore>()
            .PageAsync(new ClientQuery(null, null, [], null, 200) { Owner = owner }, CancellationToken.None);

    private static string Value(Reply page, string id)
    {
        var input = Input().Matches(page.Body).Single(match => match.Groups["id"].Value == id);
        return WebUtility.HtmlDecode(input.Groups["value"].Value);
    }

    [GeneratedRegex(
        "<input [^>]*id=\"(?<id>[^\"]*)\"[^>]*value=\"(?<value>[^\"]*)\"",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Input();
}
