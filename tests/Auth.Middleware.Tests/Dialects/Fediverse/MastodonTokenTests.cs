using Auth.Rig;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dialects.Fediverse;

/// <summary>Mastodon's <c>/oauth/token</c> for applications, <c>/oauth/revoke</c>, <c>/oauth/introspect</c> and <c>/oauth/token/info</c>.</summary>
public sealed class MastodonTokenTests(OpenFediverse open) : IClassFixture<OpenFediverse>
{
    private const string Path = "/oauth/token";
    private const string InvalidClient =
        "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.";
    private const string InvalidScope = "The requested scope is invalid, unknown, or malformed.";
    private const string NotAuthorized =
        """{"error":"unauthorized_client","error_description":"You are not authorized to revoke this token"}""";

    private FediverseHost Host => open.Host;

    [Fact]
    public async Task Credentials_buy_a_token_with_exactly_these_members_in_this_order()
    {
        var app = await Host.RegisterAsync();

        var reply = await Host.RequestTokenAsync(app, "", ("redirect_uri", "urn:ietf:wg:oauth:2.0:oob"));

        reply.Status.ShouldBe(200);
        reply.MediaType.ShouldBe("application/json; charset=utf-8");
        reply.Header("Cache-Control").ShouldBe("no-store");
        reply.Header("Pragma").ShouldBe("no-cache");
        reply.Headers.ShouldNotContain(header => header.Key.StartsWith("X-RateLimit", StringComparison.Ordinal));
        FediverseHost.Members(reply).ShouldBe(["access_token", "token_type", "scope", "created_at"]);
        reply.Text("token_type").ShouldBe("Bearer");
        reply.Text("scope").ShouldBe("read");
        reply.Json.GetProperty("created_at").GetInt64().ShouldBe(Host.Clock.GetUtcNow().ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData("multipart", "/oauth/token")]
    [InlineData("json", "/oauth/token/")]
    [InlineData("query", "/oauth/token.json")]
    [InlineData("untyped", "/oauth/token")]
    public async Task Parameters_may_travel_in_any_of_these_ways(string way, string path)
    {
        var app = await Host.RegisterAsync();
        (string, string)[] form = [("grant_type", "client_credentials"), .. app.Form];
        var query = string.Join('&', form.Select(field => $"{field.Item1}={field.Item2}"));

        var reply = await (
            way switch
            {
                "multipart" => Host.SendAsync(HttpMethod.Post, path, FediverseHost.Multipart(form)),
                "json" => Host.PostJsonAsync(
                    path,
                    $$"""{"grant_type":"client_credentials","client_id":"{{app.ClientId}}","client_secret":"{{app.Secret}}"}"""
                ),
                "query" => Host.SendAsync(HttpMethod.Post, $"{path}?{query}"),
                _ => Host.SendAsync(HttpMethod.Post, path, FediverseHost.Raw(query, contentType: null)),
            }
        );

        reply.Status.ShouldBe(200, reply.Body);
    }

    [Fact]
    public async Task Basic_authentication_works_and_a_bearer_header_beside_the_form_does_not_matter()
    {
        var app = await Host.RegisterAsync();

        var basic = await Host.SendAsync(
            HttpMethod.Post,
            Path,
            FediverseHost.Form(("grant_type", "client_credentials"), ("client_id", app.ClientId)),
            app.Basic
        );
        var bearer = await Host.SendAsync(
            HttpMethod.Post,
            Path,
            FediverseHost.Form([("grant_type", "client_credentials"), .. app.Form]),
            FediverseHost.Bearer("whatever")
        );

        basic.Status.ShouldBe(200, basic.Body);
        bearer.Status.ShouldBe(200, bearer.Body);
    }

    [Fact]
    public async Task A_new_token_is_issued_each_time_and_the_earlier_one_goes_on_working()
    {
        var app = await Host.RegisterAsync();

        var first = await Host.TokenAsync(app);
        var second = await Host.TokenAsync(app);

        second.ShouldNotBe(first);
        foreach (var token in (string[])[first, second])
        {
            (await Host.GetAsync("/api/v1/apps/verify_credentials", FediverseHost.Bearer(token))).Status.ShouldBe(200);
        }
    }

    [Theory]
    [InlineData("read write push", null, "read")]
    [InlineData("read write push", "", "read")]
    [InlineData("read write push", " ", "read")]
    [InlineData("read write push", "push\tread read", "push read")]
    [InlineData("", null, "read")]
    [InlineData("", "admin:write push", "admin:write push")]
    [InlineData("write:statuses", "write:statuses", "write:statuses")]
    public async Task A_token_has_the_scopes_asked_for(string registered, string? asked, string granted)
    {
        var app = await Host.RegisterAsync(scopes: registered);

        var reply = await Host.RequestTokenAsync(app, "", asked is null ? [] : [("scope", asked)]);

        reply.Text("scope").ShouldBe(granted);
    }

    [Theory]
    [InlineData("read", "write")]
    [InlineData("read", "read:accounts")]
    [InlineData("read:accounts", "read")]
    [InlineData("write", null)]
    [InlineData("write", "read")]
    [InlineData("read", "read,write")]
    [InlineData("read write", "read+write")]
    [InlineData("read", "READ")]
    [InlineData("", "hoge")]
    public async Task Nothing_covers_anything_but_itself(string registered, string? asked)
    {
        var app = await Host.RegisterAsync(scopes: registered);

        var reply = await Host.RequestTokenAsync(app, "", asked is null ? [] : [("scope", asked)]);

        ShouldBeError(reply, 400, "invalid_scope", InvalidScope);
    }

    [Fact]
    public async Task A_client_of_the_standard_endpoints_gets_none_of_the_hosts_scopes_here()
    {
        await using var host = await FediverseHost.StartAsync(setup =>
            setup.Builder = auth =>
            {
                auth.AddScope("orders:read", "Read orders");
                auth.Services.Configure<ClientCredentialsAuthOptions>(options =>
                    options.Registration.Mode = Auth.Registration.RegistrationMode.Open
                );
            }
        );
        var registered = await host.PostJsonAsync(
            "/oauth2/register",
            """{"client_name":"Shop","grant_types":["client_credentials"],"scope":"orders:read"}"""
        );
        var client = new Registered(registered.Text("client_id"), registered.Text("client_secret"));

        foreach (var pathBase in (string[])["", FediverseHost.GoToSocial])
        {
            var reply = await host.RequestTokenAsync(client, pathBase, ("scope", "orders:read"));
            reply.Text("error").ShouldBe("invalid_scope");
        }
    }

    [Fact]
    public async Task A_scope_in_JSON_that_is_no_text_is_refused()
    {
        var app = await Host.RegisterAsync();

        var array = await Host.PostJsonAsync(Path, Json(app, "[\"read\"]"));
        var nested = await Host.PostAsync(Path, [("grant_type", "client_credentials"), .. app.Form, ("scope[a]", "b")]);

        ShouldBeError(array, 400, "invalid_scope", InvalidScope);
        nested.Status.ShouldBe(400);
        nested.Text("error").ShouldBe("invalid_request");

        static string Json(Registered app, string scope) =>
            $$"""{"grant_type":"client_credentials","client_id":"{{app.ClientId}}","client_secret":"{{app.Secret}}","scope":{{scope}}}""";
    }

    [Theory]
    [InlineData("", "invalid_request", "Missing required parameter: grant_type.")]
    [InlineData("grant_type=", "invalid_request", "Missing required parameter: grant_type.")]
    [InlineData(
        "grant_type=zz",
        "unsupported_grant_type",
        "The authorization grant type is not supported by the authorization server."
    )]
    [InlineData(
        "grant_type=password",
        "unsupported_grant_type",
        "The authorization grant type is not supported by the authorization server."
    )]
    [InlineData(
        "grant_type=refresh_token",
        "unsupported_grant_type",
        "The authorization grant type is not supported by the authorization server."
    )]
    public async Task The_grant_type_comes_before_the_client(string form, string code, string description)
    {
        var reply = await Host.SendAsync(
            HttpMethod.Post,
            Path,
            FediverseHost.Raw(form + "&client_id=x&client_secret=y", "application/x-www-form-urlencoded")
        );

        ShouldBeError(reply, 400, code, description);
    }

    [Fact]
    public async Task The_state_comes_back_with_errors_before_the_grant_and_with_no_others()
    {
        var before = await Host.PostAsync(Path, ("grant_type", "zz"), ("state", "abc"));
        var after = await Host.PostAsync(Path, ("grant_type", "client_credentials"), ("state", "abc"));

        before.Text("state").ShouldBe("abc");
        FediverseHost.Members(before).ShouldBe(["error", "error_description", "state"]);
        FediverseHost.Members(after).ShouldBe(["error", "error_description"]);
    }

    [Theory]
    [InlineData("""{"grant_type":"client_credentials"}""")]
    [InlineData("""{"grant_type":"client_credentials","client_id":7,"client_secret":8}""")]
    [InlineData("""{"grant_type":"client_credentials","client_id":["a"],"client_secret":{}}""")]
    [InlineData("""{"grant_type":"client_credentials","client_id":"unknown","client_secret":"x"}""")]
    [InlineData("""{"grant_type":"client_credentials","client_id":"ID"}""")]
    [InlineData("""{"grant_type":"client_credentials","client_id":"ID","client_secret":""}""")]
    [InlineData("""{"grant_type":"client_credentials","client_id":"ID","client_secret":"wrong"}""")]
    public async Task A_client_that_does_not_prove_itself_is_refused(string json)
    {
        var app = await Host.RegisterAsync();

        var reply = await Host.PostJsonAsync(
            Path,
            json.Replace("\"ID\"", $"\"{app.ClientId}\"", StringComparison.Ordinal)
        );

        ShouldBeError(reply, 401, "invalid_client", InvalidClient);
    }

    [Fact]
    [Trait("rfc", "6749-2.3")]
    public async Task Two_ways_of_authentication_are_refused()
    {
        var (app, other) = (await Host.RegisterAsync(), await Host.RegisterAsync());

        var twice = await Host.SendAsync(
            HttpMethod.Post,
            Path,
            FediverseHost.Form([("grant_type", "client_credentials"), .. app.Form]),
            app.Basic
        );
        var strangers = await Host.SendAsync(
            HttpMethod.Post,
            Path,
            FediverseHost.Form(("grant_type", "client_credentials"), ("client_id", other.ClientId)),
            app.Basic
        );

        foreach (var reply in (WireReply[])[twice, strangers])
        {
            ShouldBeError(
                reply,
                400,
                "invalid_request",
                "The request utilizes more than one mechanism for authenticating the client."
            );
        }
    }

    [Theory]
    [InlineData("application/json", "{")]
    [InlineData("application/x-www-form-urlencoded", "grant_type=a&grant_type=b")]
    [InlineData("application/x-www-form-urlencoded", "grant_type=%FF")]
    public async Task A_body_that_cannot_be_read_is_an_invalid_request(string type, string body)
    {
        var reply = await Host.SendAsync(HttpMethod.Post, Path, FediverseHost.Raw(body, type));

        reply.Status.ShouldBe(400);
        reply.Text("error").ShouldBe("invalid_request");
    }

    [Theory]
    [InlineData("form")]
    [InlineData("json")]
    [InlineData("multipart")]
    [InlineData("query")]
    [InlineData("basic")]
    public async Task A_token_is_revoked(string way)
    {
        var app = await Host.RegisterAsync();
        var token = await Host.TokenAsync(app);
        var other = await Host.TokenAsync(app);
        (string, string)[] form = [.. app.Form, ("token", token)];

        var reply = await (
            way switch
            {
                "form" => Host.SendAsync(
                    HttpMethod.Post,
                    "/oauth/revoke",
                    FediverseHost.Form(form),
                    FediverseHost.Bearer(token)
                ),
                "multipart" => Host.SendAsync(HttpMethod.Post, "/oauth/revoke.json", FediverseHost.Multipart(form)),
                "json" => Host.PostJsonAsync(
                    "/oauth/revoke",
                    $$"""{"client_id":"{{app.ClientId}}","client_secret":"{{app.Secret}}","token":"{{token}}"}"""
                ),
                "query" => Host.SendAsync(
                    HttpMethod.Post,
                    "/oauth/revoke?" + string.Join('&', form.Select(field => $"{field.Item1}={field.Item2}"))
                ),
                _ => Host.SendAsync(HttpMethod.Post, "/oauth/revoke", FediverseHost.Form(("token", token)), app.Basic),
            }
        );

        reply.Status.ShouldBe(200, reply.Body);
        reply.Body.ShouldBe("{}");
        reply.MediaType.ShouldBe("application/json; charset=utf-8");
        var refused = await Host.GetAsync("/api/v1/apps/verify_credentials", FediverseHost.Bearer(token));
        refused.Status.ShouldBe(401);
        refused.Body.ShouldBe("""{"error":"The access token is invalid"}""");
        (await Host.GetAsync("/api/v1/apps/verify_credentials", FediverseHost.Bearer(other))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("token", "unknown")]
    [InlineData("token", "")]
    [InlineData("nothing", "x")]
    [InlineData("token", "REVOKED")]
    public async Task A_token_that_is_not_there_is_revoked_already(string name, string value)
    {
        var app = await Host.RegisterAsync();
        var token = await Host.TokenAsync(app);
        await Host.PostAsync("/oauth/revoke", [.. app.Form, ("token", token)]);

        var reply = await Host.PostAsync("/oauth/revoke", [.. app.Form, (name, value == "REVOKED" ? token : value)]);

        reply.Status.ShouldBe(200);
        reply.Body.ShouldBe("{}");
    }

    [Theory]
    [Trait("rfc", "7009-2.1")]
    [InlineData("refresh_token")]
    [InlineData("access_token")]
    [InlineData("nonsense")]
    public async Task A_hint_that_is_wrong_does_not_keep_a_token_alive(string hint)
    {
        var app = await Host.RegisterAsync();
        var token = await Host.TokenAsync(app);

        var reply = await Host.PostAsync("/oauth/revoke", [.. app.Form, ("token", token), ("token_type_hint", hint)]);

        reply.Body.ShouldBe("{}");
        (await Host.GetAsync("/api/v1/apps/verify_credentials", FediverseHost.Bearer(token))).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Only_its_application_may_revoke_a_token()
    {
        var (app, other) = (await Host.RegisterAsync(), await Host.RegisterAsync());
        var token = await Host.TokenAsync(app);

        WireReply[] replies =
        [
            await Host.PostAsync("/oauth/revoke"),
            await Host.PostAsync("/oauth/revoke", ("token", token)),
            await Host.PostAsync("/oauth/revoke", ("token", token), ("client_id", app.ClientId)),
            await Host.PostAsync(
                "/oauth/revoke",
                ("token", token),
                ("client_id", app.ClientId),
                ("client_secret", "x")
            ),
            await Host.PostAsync("/oauth/revoke", [.. other.Form, ("token", token)]),
        ];

        foreach (var reply in replies)
        {
            reply.Status.ShouldBe(403);
            reply.Body.ShouldBe(NotAuthorized);
        }

        (await Host.GetAsync("/api/v1/apps/verify_credentials", FediverseHost.Bearer(token))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_application_asks_about_its_own_tokens()
    {
        var (app, other) = (await Host.RegisterAsync(), await Host.RegisterAsync());
        var token = await Host.TokenAsync(app);
        var second = await Host.TokenAsync(app, "", ("scope", "push"));

        var own = await Host.PostAsync("/oauth/introspect", [.. app.Form, ("token", token)]);
        var strangers = await Host.PostAsync("/oauth/introspect", [.. other.Form, ("token", token)]);
        var unknown = await Host.PostAsync("/oauth/introspect", [.. app.Form, ("token", "x")]);
        var bad = await Host.PostAsync("/oauth/introspect", ("client_id", app.ClientId), ("client_secret", "x"));
        var none = await Host.PostAsync("/oauth/introspect", ("token", token));
        var byOther = await AskAsync(second);
        var byItself = await AskAsync(token);

        own.Status.ShouldBe(200);
        own.Body.ShouldBe(
            $$"""{"active":true,"scope":"read","client_id":"{{app.ClientId}}","token_type":"Bearer","iat":{{Host.Clock.GetUtcNow().ToUnixTimeSeconds()}}}"""
        );
        strangers.Body.ShouldBe("""{"active":false}""");
        unknown.Body.ShouldBe("""{"active":false}""");
        ShouldBeError(bad, 401, "invalid_client", InvalidClient);
        none.Status.ShouldBe(400);
        none.Body.ShouldBe(
            """{"error":"invalid_request","error_description":"Request need to be authorized. Required parameter for authorizing request is missing or invalid."}"""
        );
        byOther.Json.GetProperty("active").GetBoolean().ShouldBeTrue();
        byItself.Status.ShouldBe(401);
        byItself.Text("error").ShouldBe("invalid_token");

        Task<WireReply> AskAsync(string bearer) =>
            Host.SendAsync(
                HttpMethod.Post,
                "/oauth/introspect",
                FediverseHost.Form(("token", token)),
                FediverseHost.Bearer(bearer)
            );
    }

    [Fact]
    public async Task A_token_is_told_about_itself()
    {
        var app = await Host.RegisterAsync();
        var token = await Host.TokenAsync(app, "", ("scope", "write push"));

        var reply = await Host.GetAsync("/oauth/token/info", FediverseHost.Bearer(token));
        var refused = await Host.GetAsync("/oauth/token/info");

        reply.Body.ShouldBe(
            $$$"""{"resource_owner_id":null,"scope":["write","push"],"expires_in":null,"application":{"uid":"{{{app.ClientId}}}"},"created_at":{{{Host.Clock.GetUtcNow().ToUnixTimeSeconds()}}}}"""
        );
        refused.Status.ShouldBe(401);
        refused.Body.ShouldBe(
            """{"error":"invalid_token","error_description":"The access token is invalid","state":"unauthorized"}"""
        );
    }

    [Fact]
    public async Task A_lifetime_that_is_configured_is_said_and_kept()
    {
        await using var host = await FediverseHost.StartAsync(setup =>
            setup.Mastodon = options => options.TokenLifetime = TimeSpan.FromHours(1)
        );
        var reply = await host.RequestTokenAsync(await host.RegisterAsync());

        FediverseHost.Members(reply).ShouldBe(["access_token", "token_type", "expires_in", "scope", "created_at"]);
        reply.Json.GetProperty("expires_in").GetInt64().ShouldBe(3_600);
        host.Clock.Advance(TimeSpan.FromHours(1));
        var refused = await host.GetAsync(
            "/api/v1/apps/verify_credentials",
            FediverseHost.Bearer(reply.Text("access_token"))
        );
        refused.Status.ShouldBe(401);
        refused.Body.ShouldBe("""{"error":"The access token expired"}""");
    }

    [Fact]
    public async Task Otherwise_a_token_lives_until_it_is_revoked()
    {
        await using var host = await FediverseHost.StartAsync();
        var token = await host.TokenAsync(await host.RegisterAsync());

        host.Clock.Advance(TimeSpan.FromDays(1));

        (await host.GetAsync("/api/v1/apps/verify_credentials", FediverseHost.Bearer(token))).Status.ShouldBe(200);
    }

    private static void ShouldBeError(WireReply reply, int status, string code, string description)
    {
        reply.Status.ShouldBe(status, reply.Body);
        reply.Body.ShouldBe($$"""{"error":"{{code}}","error_description":"{{description}}"}""");
        reply
            .Header("WWW-Authenticate")
            .ShouldBe($"Bearer realm=\"Doorkeeper\", error=\"{code}\", error_description=\"{description}\"");
        reply.Header("Cache-Control").ShouldBe("no-store");
    }
}
