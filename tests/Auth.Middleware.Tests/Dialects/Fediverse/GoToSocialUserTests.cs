using Auth.Rig;
using Microsoft.AspNetCore.Builder;

namespace Auth.Dialects.Fediverse;

/// <summary>GoToSocial's pages, codes, accounts, and what users manage.</summary>
public sealed class GoToSocialUserTests(GoToSocialUserTests.Fixture fixture)
    : IClassFixture<GoToSocialUserTests.Fixture>
{
    private const string Base = FediverseHost.GoToSocial;
    private const string Authorize = Base + "/oauth/authorize";
    private const string Callback = "https://a.example/cb";
    private const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";
    private const string Advice =
        "If you arrived at this error during a sign in/oauth flow, please try clearing your session cookies and signing in again";

    private FediverseHost Host => fixture.Host;

    [Fact]
    public async Task The_page_greets_and_says_who_asks_for_what_and_what_comes_next()
    {
        var app = await Host.RegisterAsync(Base, "read write", name: "your_app_name");

        var page = await new Browser(Host).OpenAsync(Request(app, OutOfBand, "read+write"));

        page.Status.ShouldBe(200);
        page.Body.ShouldContain("<p>Hi <b>ada</b>!</p>");
        page.Body.ShouldContain(
            "<p>Application <a href=\"https://myapp.example\" rel=\"nofollow noreferrer noopener\" target=\"_blank\">your_app_name</a> "
                + "would like to perform actions on your behalf, with scope <em>read write</em>.</p>"
        );
        page.Body.ShouldContain(
            "<p>To continue, the application will redirect to: <code>urn:ietf:wg:oauth:2.0:oob</code></p>"
        );
        Browser.FormOf(page, "Allow").Action.ShouldBe(Authorize);
        Browser.FormOf(page, "Deny").Action.ShouldBe(Authorize);
    }

    [Fact]
    public async Task A_web_page_that_is_none_is_not_linked()
    {
        var reply = await Host.PostAsync(
            Base + "/api/v1/apps",
            ("client_name", "<b>x"),
            ("website", "javascript:alert(1)")
        );

        var page = await new Browser(Host).OpenAsync(
            Request(new Registered(reply.Text("client_id"), ""), OutOfBand, "read")
        );

        page.Body.ShouldContain("Application <b>&lt;b&gt;x</b> would");
        page.Body.ShouldNotContain("javascript:");
    }

    [Fact]
    public async Task Out_of_band_the_user_copies_the_code_and_it_buys_a_token_that_does_not_expire()
    {
        var app = await Host.RegisterAsync(Base, "read");
        var browser = new Browser(Host);

        var redirect = await browser.DecideAsync(Request(app, OutOfBand, "read"), "Allow");
        var page = await browser.OpenAsync(redirect.Header("Location")!);
        var code = Browser.Answer(redirect)[0].Value;
        var token = await Host.PostJsonAsync(
            Base + "/oauth/token",
            $$"""{"redirect_uri":"{{OutOfBand}}","client_id":"{{app.ClientId}}","client_secret":"{{app.Secret}}","grant_type":"authorization_code","code":"{{code}}"}"""
        );

        redirect.Status.ShouldBe(302);
        redirect.Header("Location")!.ShouldStartWith(Base + "/oauth/oob?code=");
        page.Body.ShouldContain("<section class=\"oob-token\"><h1>Hi <b>ada</b>!</h1>");
        page.Body.ShouldContain("Here's your out-of-band token with scope \"<em>read</em>\", use it wisely:");
        page.Body.ShouldContain($"<code>{code}</code>");
        token.Status.ShouldBe(200, token.Body);
        FediverseHost.Members(token).ShouldBe(["access_token", "created_at", "scope", "token_type"]);
    }

    [Fact]
    public async Task The_answer_has_its_parameters_in_alphabetical_order()
    {
        var app = await Host.RegisterAsync(Base, redirectUris: Callback + "?x=1");

        var reply = await new Browser(Host).DecideAsync(
            Request(app, Callback + "?x=1", "read") + "&state=a%26b",
            "Allow"
        );
        var denied = await new Browser(Host).DecideAsync(Request(app, Callback + "?x=1", "read") + "&state=s", "Deny");

        reply.Status.ShouldBe(302);
        Browser.Answer(reply).Select(pair => pair.Name).ShouldBe(["code", "state", "x"]);
        reply.Header("Location")!.ShouldContain("&state=a%26b&x=1");
        denied
            .Header("Location")
            .ShouldBe(
                Callback
                    + "?error=access_denied&error_description=The+resource+owner+or+authorization+server+denied+the+request&state=s&x=1"
            );
    }

    [Theory]
    [InlineData(
        "response_type",
        "Key: 'OAuthAuthorize.ResponseType' Error:Field validation for 'ResponseType' failed on the 'required' tag"
    )]
    [InlineData(
        "client_id",
        "Key: 'OAuthAuthorize.ClientID' Error:Field validation for 'ClientID' failed on the 'required' tag"
    )]
    [InlineData(
        "redirect_uri",
        "Key: 'OAuthAuthorize.RedirectURI' Error:Field validation for 'RedirectURI' failed on the 'required' tag"
    )]
    public async Task What_is_missing_is_named(string missing, string text)
    {
        // There is no application to send an error to without its redirect URI, and out of band there never is.
        var app = await Host.RegisterAsync(Base);
        var query = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = app.ClientId,
            ["redirect_uri"] = OutOfBand,
        };
        query.Remove(missing);

        var reply = await new Browser(Host).OpenAsync(
            $"{Authorize}?{string.Join('&', query.Select(pair => $"{pair.Key}={pair.Value}"))}"
        );

        reply.Status.ShouldBe(400);
        System.Net.WebUtility.HtmlDecode(reply.Body).ShouldContain("Bad Request: " + text + ": " + Advice);
    }

    [Theory]
    [InlineData("unknown", OutOfBand)]
    [InlineData("ID", "https://evil.example/")]
    [InlineData("ID", "https://a.example/cb/")]
    public async Task An_unknown_application_or_place_is_refused_before_anybody_signs_in(
        string client,
        string redirectUri
    )
    {
        var app = await Host.RegisterAsync(Base, redirectUris: Callback);
        var id = client == "ID" ? app.ClientId : client;

        foreach (var user in (string?[])[null, "ada"])
        {
            var reply = await new Browser(Host, user).OpenAsync(Request(new Registered(id, ""), redirectUri, "read"));

            reply.Status.ShouldBe(400);
            reply.Header("Location").ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_scope_that_is_not_covered_goes_back_to_the_application()
    {
        var app = await Host.RegisterAsync(Base, "read", Callback);

        var reply = await new Browser(Host).OpenAsync(Request(app, Callback, "admin") + "&state=s");

        reply.Status.ShouldBe(302);
        reply
            .Header("Location")
            .ShouldBe(
                Callback
                    + "?error=invalid_scope&error_description=The+requested+scope+is+invalid%2C+unknown%2C+or+malformed&state=s"
            );
    }

    [Fact]
    public async Task A_narrower_scope_may_be_asked_for()
    {
        var app = await Host.RegisterAsync(Base, "read write", Callback);

        var token = await TokenAsync(app, "read:accounts write:statuses");

        token.Text("scope").ShouldBe("read:accounts write:statuses");
    }

    [Theory]
    [InlineData("profile", 200)]
    [InlineData("read", 200)]
    [InlineData("read:accounts", 200)]
    [InlineData("push", 403)]
    [InlineData("write", 403)]
    public async Task An_account_is_shown_to_tokens_whose_scope_permits_it(string scope, int status)
    {
        var token = (await TokenAsync(await Host.RegisterAsync(Base, scope, Callback), scope)).Text("access_token");

        foreach (var path in (string[])["/api/v1/accounts/verify_credentials", "/api/v1/verify_credentials"])
        {
            var reply = await Host.GetAsync(Base + path, FediverseHost.Bearer(token));

            reply.Status.ShouldBe(status);
            if (status == 403)
            {
                reply.Body.ShouldBe("""{"error":"Forbidden: token has insufficient scope permission"}""");
            }
            else
            {
                FediverseHost
                    .Members(reply)
                    .ShouldBe([
                        "id",
                        "username",
                        "acct",
                        "display_name",
                        "locked",
                        "discoverable",
                        "bot",
                        "created_at",
                        "note",
                        "url",
                        "avatar",
                        "avatar_static",
                        "header",
                        "header_static",
                        "followers_count",
                        "following_count",
                        "statuses_count",
                        "last_status_at",
                        "emojis",
                        "fields",
                        "source",
                        "enable_rss",
                        "role",
                        "group",
                    ]);
                reply.Text("username").ShouldBe("id-ada");
            }
        }
    }

    [Fact]
    public async Task An_application_is_no_user()
    {
        var token = await Host.TokenAsync(await Host.RegisterAsync(Base), Base);

        foreach (var path in (string[])["/accounts/verify_credentials", "/notifications", "/apps", "/tokens"])
        {
            var reply = await Host.GetAsync(Base + "/api/v1" + path, FediverseHost.Bearer(token));

            reply.Status.ShouldBe(401, path);
            reply.Body.ShouldBe("""{"error":"Unauthorized: user not supplied or not authorized"}""");
            (await Host.GetAsync(Base + "/api/v1" + path)).Body.ShouldBe(
                """{"error":"Unauthorized: token not supplied"}"""
            );
        }
    }

    [Fact]
    public async Task A_user_manages_applications_registered_with_their_token()
    {
        var token = (
            await TokenAsync(await Host.RegisterAsync(Base, "read write", Callback), "read write", "mia")
        ).Text("access_token");
        var stranger = (
            await TokenAsync(await Host.RegisterAsync(Base, "read write", Callback), "read write", "eve")
        ).Text("access_token");
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            Host.Clock.Advance(TimeSpan.FromSeconds(1));
            var registered = await Host.SendAsync(
                HttpMethod.Post,
                Base + "/api/v1/apps",
                FediverseHost.Form(("client_name", $"Mine {i}")),
                FediverseHost.Bearer(token)
            );
            registered.Status.ShouldBe(200, registered.Body);
            ids.Insert(0, registered.Text("id"));
        }

        var all = await GetAsync("/apps", token);
        var page = await GetAsync("/apps?limit=1", token);
        var next = await GetAsync($"/apps?limit=1&max_id={ids[0]}", token);
        var previous = await GetAsync($"/apps?min_id={ids[1]}", token);
        var bad = await GetAsync("/apps?limit=x", token);
        var one = await GetAsync("/apps/" + ids[1], token);
        var others = await GetAsync("/apps/" + ids[1], stranger);

        Ids(all).ShouldBe(ids);
        Ids(page).ShouldBe(ids[..1]);
        page.Header("Link")
            .ShouldBe(
                $"<https://social.example/gotosocial/api/v1/apps?limit=1&max_id={ids[0]}>; rel=\"next\", "
                    + $"<https://social.example/gotosocial/api/v1/apps?limit=1&min_id={ids[0]}>; rel=\"prev\""
            );
        Ids(next).ShouldBe(ids[1..2]);
        Ids(previous).ShouldBe(ids[..1]);
        bad.Status.ShouldBe(400);
        bad.Body.ShouldBe("""{"error":"Bad Request: bad integer limit value"}""");
        one.Text("name").ShouldBe("Mine 1");
        FediverseHost.Members(one).ShouldNotContain("client_secret");
        others.Status.ShouldBe(404);
        others.Body.ShouldBe("""{"error":"Not Found"}""");

        var removed = await Host.SendAsync(
            HttpMethod.Delete,
            Base + "/api/v1/apps/" + ids[1],
            content: null,
            FediverseHost.Bearer(token)
        );
        removed.Status.ShouldBe(200);
        removed.Text("id").ShouldBe(ids[1]);
        Ids(await GetAsync("/apps", token)).ShouldBe([ids[0], ids[2]]);
        (await GetAsync("/apps", stranger)).Body.ShouldBe("[]");
    }

    [Fact]
    public async Task Registering_with_a_token_asks_for_its_scope()
    {
        var token = (await TokenAsync(await Host.RegisterAsync(Base, "read", Callback), "read")).Text("access_token");

        var reply = await Host.SendAsync(
            HttpMethod.Post,
            Base + "/api/v1/apps",
            FediverseHost.Form(("client_name", "a")),
            FediverseHost.Bearer(token)
        );

        reply.Status.ShouldBe(403);
        reply.Body.ShouldBe("""{"error":"Forbidden: token has insufficient scope permission"}""");
    }

    [Fact]
    public async Task A_user_sees_and_ends_their_tokens()
    {
        var app = await Host.RegisterAsync(Base, "read write", Callback);
        var token = (await TokenAsync(app, "read write", "tom")).Text("access_token");
        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = (await TokenAsync(app, "read", "tom")).Text("access_token");

        var list = await GetAsync("/tokens", token);
        var ids = Ids(list);
        var one = await GetAsync("/tokens/" + ids[0], token);
        var ended = await Host.SendAsync(
            HttpMethod.Post,
            Base + $"/api/v1/tokens/{ids[0]}/invalidate",
            content: null,
            FediverseHost.Bearer(token)
        );

        ids.Count.ShouldBe(2);
        list.Body.ShouldNotContain(token);
        one.Text("scope").ShouldBe("read");
        FediverseHost.Members(one).ShouldBe(["id", "created_at", "scope", "application"]);
        one.Json.GetProperty("application").GetProperty("name").GetString().ShouldBe("Test Application");
        ended.Status.ShouldBe(200);
        ended.Text("id").ShouldBe(ids[0]);
        (await GetAsync("/tokens", second)).Status.ShouldBe(401);
        (await GetAsync("/tokens", token)).Status.ShouldBe(200);
        (await GetAsync("/tokens/" + ids[0], token)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_code_works_once_for_its_application_and_place()
    {
        var (app, other) = (
            await Host.RegisterAsync(Base, "read", Callback + "\nhttps://b.example/"),
            await Host.RegisterAsync(Base, "read", Callback)
        );
        var code = await CodeAsync(app, "read", "ada");

        (await ExchangeAsync(other, code)).Text("error").ShouldBe("invalid_grant");
        (await ExchangeAsync(app, code, "https://b.example/")).Text("error").ShouldBe("invalid_grant");
        (await ExchangeAsync(app, code, "https://c.example/")).Text("error").ShouldBe("invalid_grant");
        var token = await ExchangeAsync(app, code);
        token.Status.ShouldBe(200, token.Body);
        var replay = await ExchangeAsync(app, code);
        replay.Status.ShouldBe(400);
        replay.Text("error").ShouldBe("invalid_grant");
        replay
            .Text("error_description")
            .ShouldStartWith("Bad Request: could not get access token: invalid_grant: " + Advice);
        (await GetAsync("/accounts/verify_credentials", token.Text("access_token"))).Status.ShouldBe(401);
    }

    private async Task<WireReply> TokenAsync(Registered app, string scope, string user = "ada") =>
        await ExchangeAsync(app, await CodeAsync(app, scope, user));

    private async Task<string> CodeAsync(Registered app, string scope, string user)
    {
        var reply = await new Browser(Host, user).DecideAsync(
            Request(app, Callback, Uri.EscapeDataString(scope)),
            "Allow"
        );
        return Browser.Answer(reply).Single(pair => pair.Name == "code").Value;
    }

    private Task<WireReply> ExchangeAsync(Registered app, string code, string redirectUri = Callback) =>
        Host.PostAsync(
            Base + "/oauth/token",
            [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectUri), .. app.Form]
        );

    private Task<WireReply> GetAsync(string path, string token) =>
        Host.GetAsync(Base + "/api/v1" + path, FediverseHost.Bearer(token));

    private static List<string> Ids(WireReply list) =>
        [.. list.Json.EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    private static string Request(Registered app, string redirectUri, string scope) =>
        $"{Authorize}?client_id={app.ClientId}&redirect_uri={Uri.EscapeDataString(redirectUri)}&response_type=code&scope={scope}";

    /// <summary>A host with an endpoint of its own in GoToSocial's API.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        internal FediverseHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Host = await FediverseHost.StartAsync(setup =>
            {
                setup.LiftLimits();
                setup.Map = app =>
                    app.MapGet(Base + "/api/v1/notifications", () => "[]").RequireGoToSocialUser("read:notifications");
            });

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
