using Auth.Rig;
using Microsoft.AspNetCore.Builder;

namespace Auth.Dialects.Fediverse;

/// <summary>Codes at Mastodon's token endpoint, and what users' tokens are good for.</summary>
public sealed class MastodonUserTests(MastodonUserTests.Fixture fixture) : IClassFixture<MastodonUserTests.Fixture>
{
    private const string Callback = "https://app.example/cb";
    private const string Account = "/api/v1/accounts/verify_credentials";
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private const string InvalidGrant =
        "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.";

    private FediverseHost Host => fixture.Host;

    [Fact]
    public async Task A_code_buys_a_token_of_the_user_with_exactly_these_members()
    {
        var app = await Host.RegisterAsync(redirectUris: Callback);

        var reply = await ExchangeAsync(app, await CodeAsync(app, "read write"), ("scope", "push"));

        reply.Status.ShouldBe(200, reply.Body);
        FediverseHost.Members(reply).ShouldBe(["access_token", "token_type", "scope", "created_at"]);
        reply.Text("scope").ShouldBe("read write");
        reply.Header("Cache-Control").ShouldBe("no-store");
        var account = await Host.GetAsync(Account, FediverseHost.Bearer(reply.Text("access_token")));
        account.Text("username").ShouldBe("id-ada");
        account.Text("acct").ShouldBe("id-ada");
        account.Text("url").ShouldBe("https://social.example/@id-ada");
        account.Json.GetProperty("source").GetProperty("privacy").GetString().ShouldBe("public");
        var info = await Host.GetAsync("/oauth/token/info", FediverseHost.Bearer(reply.Text("access_token")));
        info.Json.GetProperty("resource_owner_id")
            .GetInt64()
            .ToString(System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(account.Text("id"));
    }

    [Fact]
    public async Task A_code_works_once_and_a_second_time_ends_what_it_bought()
    {
        var app = await Host.RegisterAsync(redirectUris: Callback);
        var code = await CodeAsync(app);
        var token = (await ExchangeAsync(app, code)).Text("access_token");

        var replay = await ExchangeAsync(app, code);

        ShouldBeError(replay, 400, "invalid_grant", InvalidGrant);
        (await Host.GetAsync(Account, FediverseHost.Bearer(token))).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_code_ends_after_ten_minutes()
    {
        await using var host = await FediverseHost.StartAsync(setup => setup.LiftLimits());
        var app = await host.RegisterAsync(redirectUris: Callback);
        var (early, late) = (await CodeAsync(host, app), await CodeAsync(host, app));

        host.Clock.Advance(TimeSpan.FromSeconds(599));
        (await ExchangeAsync(host, app, early)).Status.ShouldBe(200);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        ShouldBeError(await ExchangeAsync(host, app, late), 400, "invalid_grant", InvalidGrant);
    }

    [Theory]
    [InlineData("", "Missing required parameter: code.")]
    [InlineData("code=x", "Missing required parameter: redirect_uri.")]
    public async Task Parameters_come_before_the_client(string form, string description)
    {
        var reply = await Host.SendAsync(
            HttpMethod.Post,
            "/oauth/token",
            FediverseHost.Raw(
                "grant_type=authorization_code&client_id=x&client_secret=y&" + form,
                "application/x-www-form-urlencoded"
            )
        );

        ShouldBeError(reply, 400, "invalid_request", description);
    }

    [Fact]
    public async Task A_failed_exchange_leaves_the_code_as_it_was()
    {
        var (app, other) = (
            await Host.RegisterAsync(redirectUris: Callback),
            await Host.RegisterAsync(redirectUris: Callback)
        );
        var code = await CodeAsync(app, "read", ("code_challenge", Challenge), ("code_challenge_method", "S256"));

        ShouldBeError(
            await ExchangeAsync(app, code),
            400,
            "invalid_request",
            "Missing required parameter: code_verifier."
        );
        ShouldBeError(
            await ExchangeAsync(other, code, ("code_verifier", Verifier)),
            400,
            "invalid_grant",
            InvalidGrant
        );
        ShouldBeError(
            await ExchangeAsync(app, code, ("code_verifier", new string('a', 43))),
            400,
            "invalid_grant",
            InvalidGrant
        );
        ShouldBeError(
            await ExchangeAsync(app, code, ("code_verifier", Verifier), ("redirect_uri", Callback + "/")),
            400,
            "invalid_grant",
            InvalidGrant
        );
        var wrong = await ExchangeAsync(app with { Secret = "x" }, code, ("code_verifier", Verifier));
        wrong.Status.ShouldBe(401);
        (await ExchangeAsync(app, code, ("code_verifier", Verifier))).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("rfc", "9700-4.8.2")]
    public async Task A_verifier_without_a_challenge_is_refused()
    {
        var app = await Host.RegisterAsync(redirectUris: Callback);

        var reply = await ExchangeAsync(app, await CodeAsync(app), ("code_verifier", Verifier));

        ShouldBeError(reply, 400, "invalid_grant", InvalidGrant);
    }

    [Theory]
    [InlineData("profile", 200)]
    [InlineData("read", 200)]
    [InlineData("read:accounts", 200)]
    [InlineData("write", 403)]
    [InlineData("push", 403)]
    [InlineData("read:statuses", 403)]
    public async Task An_account_is_shown_to_tokens_with_one_of_three_scopes(string scope, int status)
    {
        var reply = await Host.GetAsync(Account, FediverseHost.Bearer(await TokenAsync(scope)));

        reply.Status.ShouldBe(status);
        if (status == 403)
        {
            reply.Body.ShouldBe("""{"error":"This action is outside the authorized scopes"}""");
            reply
                .Header("WWW-Authenticate")
                .ShouldBe(
                    "Bearer realm=\"Doorkeeper\", error=\"insufficient_scope\", "
                        + "error_description=\"Access to this resource requires scope _profile read read:accounts_.\""
                );
        }
    }

    [Fact]
    public async Task An_application_is_no_user()
    {
        var token = await Host.TokenAsync(await Host.RegisterAsync());

        foreach (var path in (string[])[Account, "/api/v1/notifications"])
        {
            var reply = await Host.GetAsync(path, FediverseHost.Bearer(token));
            reply.Status.ShouldBe(422);
            reply.Body.ShouldBe("""{"error":"This method requires an authenticated user"}""");
        }

        (await Host.GetAsync(Account)).Body.ShouldBe("""{"error":"The access token is invalid"}""");
    }

    [Fact]
    public async Task User_info_asks_for_the_scope_profile_and_nothing_else_will_do()
    {
        var profile = FediverseHost.Bearer(await TokenAsync("profile"));
        foreach (
            var (method, path) in new[]
            {
                (HttpMethod.Get, "/oauth/userinfo"),
                (HttpMethod.Post, "/oauth/userinfo.json"),
            }
        )
        {
            var reply = await Host.SendAsync(method, path, content: null, profile);

            reply.Status.ShouldBe(200);
            FediverseHost.Members(reply).ShouldBe(["iss", "sub", "name", "preferred_username", "profile", "picture"]);
            reply.Text("iss").ShouldBe("https://social.example/");
            reply.Text("preferred_username").ShouldBe("id-ada");
        }

        (await Host.GetAsync("/oauth/userinfo", FediverseHost.Bearer(await TokenAsync("read")))).Status.ShouldBe(403);
        (await Host.GetAsync("/oauth/userinfo")).Status.ShouldBe(401);
        var app = await Host.RegisterAsync(scopes: "profile");
        var own = await Host.TokenAsync(app, "", ("scope", "profile"));
        (await Host.GetAsync("/oauth/userinfo", FediverseHost.Bearer(own))).Status.ShouldBe(422);
    }

    [Theory]
    [InlineData("read", 200)]
    [InlineData("read:notifications", 200)]
    [InlineData("write:notifications", 403)]
    [InlineData("follow", 403)]
    public async Task An_endpoint_of_the_host_names_the_scopes_that_will_do(string scope, int status)
    {
        var reply = await Host.GetAsync("/api/v1/notifications", FediverseHost.Bearer(await TokenAsync(scope)));

        reply.Status.ShouldBe(status);
        var preflight = await Host.SendAsync(
            HttpMethod.Options,
            "/api/v1/notifications",
            content: null,
            ("Origin", "https://a.example"),
            ("Access-Control-Request-Method", "GET")
        );
        preflight.Status.ShouldBe(200);
        preflight.Header("Access-Control-Allow-Origin").ShouldBe("*");
    }

    [Fact]
    public async Task A_users_token_is_revoked_by_its_application()
    {
        var app = await Host.RegisterAsync(redirectUris: Callback);
        var token = (await ExchangeAsync(app, await CodeAsync(app))).Text("access_token");

        (await Host.PostAsync("/oauth/revoke", [.. app.Form, ("token", token)])).Body.ShouldBe("{}");

        (await Host.GetAsync(Account, FediverseHost.Bearer(token))).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_code_of_one_dialect_is_none_of_the_other()
    {
        var app = await Host.RegisterAsync(redirectUris: Callback);
        var code = await CodeAsync(app);

        var reply = await Host.PostAsync(
            FediverseHost.GoToSocial + "/oauth/token",
            [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Callback), .. app.Form]
        );

        reply.Text("error").ShouldBe("invalid_grant");
        (await ExchangeAsync(app, code)).Status.ShouldBe(200);
    }

    private async Task<string> TokenAsync(string scope)
    {
        var app = await Host.RegisterAsync(scopes: scope, redirectUris: Callback);
        var reply = await ExchangeAsync(app, await CodeAsync(app, scope));
        reply.Status.ShouldBe(200, reply.Body);
        return reply.Text("access_token");
    }

    private Task<string> CodeAsync(Registered app, string scope = "read", params IEnumerable<(string, string)> more) =>
        CodeAsync(Host, app, scope, more);

    private static async Task<string> CodeAsync(
        FediverseHost host,
        Registered app,
        string scope = "read",
        params IEnumerable<(string Name, string Value)> more
    )
    {
        var extra = string.Concat(more.Select(p => $"&{p.Name}={p.Value}"));
        var reply = await new Browser(host).DecideAsync(
            $"/oauth/authorize?response_type=code&client_id={app.ClientId}&redirect_uri={Callback}&force_login=1&scope={Uri.EscapeDataString(scope)}{extra}",
            "Authorize"
        );
        return Browser.Answer(reply)[0].Value;
    }

    private Task<WireReply> ExchangeAsync(Registered app, string code, params IEnumerable<(string, string)> more) =>
        ExchangeAsync(Host, app, code, more);

    private static Task<WireReply> ExchangeAsync(
        FediverseHost host,
        Registered app,
        string code,
        params IEnumerable<(string Name, string Value)> more
    )
    {
        (string Name, string Value)[] usual =
        [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", Callback),
            .. app.Form,
        ];
        var changed = more.ToList();
        return host.PostAsync(
            "/oauth/token",
            usual.Where(p => changed.TrueForAll(other => other.Name != p.Name)).Concat(changed)
        );
    }

    private static void ShouldBeError(WireReply reply, int status, string code, string description)
    {
        reply.Status.ShouldBe(status, reply.Body);
        reply.Body.ShouldBe($$"""{"error":"{{code}}","error_description":"{{description}}"}""");
        reply.Header("WWW-Authenticate")!.ShouldStartWith($"Bearer realm=\"Doorkeeper\", error=\"{code}\"");
    }

    /// <summary>A host with an endpoint of its own in Mastodon's API.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        internal FediverseHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Host = await FediverseHost.StartAsync(setup =>
            {
                setup.LiftLimits();
                setup.Map = app =>
                    app.MapGet("/api/v1/notifications", () => "[]").RequireMastodonUser("read", "read:notifications");
            });

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
