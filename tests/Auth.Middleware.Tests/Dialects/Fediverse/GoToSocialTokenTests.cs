using Auth.Rig;

namespace Auth.Dialects.Fediverse;

/// <summary>GoToSocial's <c>/oauth/token</c> for applications and <c>/oauth/revoke</c>.</summary>
public sealed class GoToSocialTokenTests(OpenFediverse open) : IClassFixture<OpenFediverse>
{
    private const string Base = FediverseHost.GoToSocial;
    private const string Path = Base + "/oauth/token";
    private const string Advice =
        "If you arrived at this error during a sign in/oauth flow, please try clearing your session cookies and signing in again; "
        + "if problems persist, make sure you're using the correct credentials";
    private const string GrantMissing =
        "grant_type was not set in the token request form, but must be set to authorization_code or client_credentials";
    private const string IdMissing = "client_id was not set in the token request form";
    private const string SecretMissing = "client_secret was not set in the token request form";
    private const string RedirectMissing = "redirect_uri was not set in the token request form";

    private FediverseHost Host => open.Host;

    [Fact]
    public async Task Credentials_buy_a_token_with_exactly_these_members_in_this_order()
    {
        var app = await Host.RegisterAsync(Base);

        var reply = await Host.PostJsonAsync(
            Path,
            $$"""{"redirect_uri":"urn:ietf:wg:oauth:2.0:oob","client_id":"{{app.ClientId}}","client_secret":"{{app.Secret}}","grant_type":"client_credentials"}"""
        );

        reply.Status.ShouldBe(200, reply.Body);
        reply.MediaType.ShouldBe("application/json");
        reply.Header("Cache-Control").ShouldBe("no-store");
        reply.Header("Pragma").ShouldBe("no-cache");
        FediverseHost.Members(reply).ShouldBe(["access_token", "created_at", "expires_in", "scope", "token_type"]);
        reply.Json.GetProperty("expires_in").GetInt64().ShouldBe(7_200);
        reply.Json.GetProperty("created_at").GetInt64().ShouldBe(Host.Clock.GetUtcNow().ToUnixTimeSeconds());
        reply.Text("scope").ShouldBe("read");
        reply.Text("token_type").ShouldBe("Bearer");
    }

    [Theory]
    [InlineData("form")]
    [InlineData("multipart")]
    [InlineData("query")]
    [InlineData("basic")]
    public async Task Parameters_may_travel_in_any_of_these_ways(string way)
    {
        var app = await Host.RegisterAsync(Base);
        (string, string)[] form = [("grant_type", "client_credentials"), .. app.Form];

        var reply = await (
            way switch
            {
                "form" => Host.PostAsync(Path, form),
                "multipart" => Host.SendAsync(HttpMethod.Post, Path + "/", FediverseHost.Multipart(form)),
                "query" => Host.SendAsync(
                    HttpMethod.Post,
                    Path + "?" + string.Join('&', form.Select(field => $"{field.Item1}={field.Item2}"))
                ),
                _ => Host.SendAsync(HttpMethod.Post, Path, FediverseHost.Form(form[..1]), app.Basic),
            }
        );

        reply.Status.ShouldBe(200, reply.Body);
    }

    [Theory]
    [InlineData("{}", GrantMissing + ": " + IdMissing + ": " + SecretMissing + ": " + RedirectMissing)]
    [InlineData("""{"grant_type":"client_credentials","client_secret":"x"}""", IdMissing)]
    [InlineData("""{"grant_type":"client_credentials","client_id":"x"}""", SecretMissing)]
    [InlineData(
        """{"grant_type":"authorization_code","client_id":"x","client_secret":"y"}""",
        RedirectMissing
            + ": code was not set in the token request form, but must be set since grant_type is authorization_code"
    )]
    [InlineData(
        """{"grant_type":"client_credentials","client_id":"x","client_secret":"y","code":"z"}""",
        "a code was provided in the token request form, but grant_type was not set to authorization_code"
    )]
    public async Task All_that_is_missing_is_said_at_once(string json, string what)
    {
        var reply = await Host.PostJsonAsync(Path, json);

        ShouldBeError(reply, 400, "invalid_request", "Bad Request: " + what);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("refresh_token")]
    [InlineData("bogus")]
    [InlineData("")]
    public async Task Another_grant_is_not_supported(string grantType)
    {
        var reply = await Host.PostAsync(
            Path,
            ("grant_type", grantType),
            ("client_id", "x"),
            ("client_secret", "y"),
            ("redirect_uri", "z")
        );

        ShouldBeError(
            reply,
            400,
            "unsupported_grant_type",
            "Bad Request: could not validate token request: unsupported_grant_type: If you arrived at this error during a sign in/oauth flow, "
                + "your client is trying to use an unsupported OAuth grant type. Supported grant types are: authorization_code, client_credentials; "
                + "please reach out to developer of your client"
        );
    }

    [Fact]
    public async Task A_client_that_does_not_prove_itself_is_refused_without_telling_why()
    {
        var app = await Host.RegisterAsync(Base);

        foreach (var (id, secret) in new[] { (app.ClientId, "wrong"), ("unknown", "x"), ("", ""), (app.ClientId, "") })
        {
            var reply = await Host.PostAsync(
                Path,
                ("grant_type", "client_credentials"),
                ("client_id", id),
                ("client_secret", secret)
            );

            ShouldBeError(
                reply,
                401,
                "invalid_client",
                "Unauthorized: could not get access token: invalid_client: " + Advice
            );
            reply.Header("WWW-Authenticate").ShouldBe("Basic realm=\"api\"");
        }
    }

    [Theory]
    [InlineData("read write", "read:accounts", true)]
    [InlineData("read write", "write:statuses read", true)]
    [InlineData("admin", "admin:read:accounts", true)]
    [InlineData("admin:read", "admin:read:accounts", true)]
    [InlineData("foo", "foo", false)]
    [InlineData("orders:read", "orders:read", false)]
    [InlineData("read", "write", false)]
    [InlineData("write", "read", false)]
    [InlineData("read:accounts", "read", false)]
    [InlineData("foo", "foo:bar", false)]
    [InlineData("read", "readx", false)]
    [InlineData("read", "read  read", false)]
    [InlineData("read write", "read+write", false)]
    [InlineData("follow", "follow:x", false)]
    public async Task A_scope_covers_itself_and_a_parent_what_is_below(string registered, string asked, bool covered)
    {
        var app = await Host.RegisterAsync(Base, registered);

        var reply = await Host.RequestTokenAsync(app, Base, ("scope", asked));

        reply.Status.ShouldBe(covered ? 200 : 403, reply.Body);
        reply.Text(covered ? "scope" : "error").ShouldBe(covered ? asked : "invalid_scope");
    }

    [Fact]
    public async Task What_is_not_covered_is_named()
    {
        var app = await Host.RegisterAsync(Base, "read");

        var scope = await Host.RequestTokenAsync(app, Base, ("scope", "admin"));
        var redirect = await Host.RequestTokenAsync(app, Base, ("redirect_uri", "http://localhost:8080"));

        ShouldBeError(
            scope,
            403,
            "invalid_scope",
            "Forbidden: requested scope admin was not covered by client scope: " + Advice
        );
        ShouldBeError(
            redirect,
            400,
            "invalid_grant",
            "Bad Request: requested redirect URI http://localhost:8080 was not covered by client redirect URIs: "
                + Advice
        );
    }

    [Fact]
    public async Task What_is_echoed_is_harmless()
    {
        var app = await Host.RegisterAsync(Base, "read");

        var reply = await Host.RequestTokenAsync(app, Base, ("scope", "\"<b>\u202e\r\nX"));

        reply.Text("error_description").ShouldContain("requested scope ?<b>???X was");
    }

    [Fact]
    public async Task A_token_is_revoked_in_form_and_JSON_alike()
    {
        var app = await Host.RegisterAsync(Base);
        var (first, second) = (await Host.TokenAsync(app, Base), await Host.TokenAsync(app, Base));

        var form = await Host.PostAsync(Base + "/oauth/revoke", [.. app.Form, ("token", first)]);
        var json = await Host.PostJsonAsync(
            Base + "/oauth/revoke",
            $$"""{"token":"{{second}}","client_id":"{{app.ClientId}}","client_secret":"{{app.Secret}}"}"""
        );

        foreach (var (reply, token) in new[] { (form, first), (json, second) })
        {
            reply.Status.ShouldBe(200);
            reply.Body.ShouldBe("{}");
            var refused = await Host.GetAsync(Base + "/api/v1/apps/verify_credentials", FediverseHost.Bearer(token));
            refused.Status.ShouldBe(401);
            refused.Body.ShouldBe("""{"error":"Unauthorized: token not supplied"}""");
            refused.Header("WWW-Authenticate")!.ShouldStartWith("Bearer realm=");
        }
    }

    [Theory]
    [InlineData("", "token not set")]
    [InlineData("token=x", "client_id not set")]
    [InlineData("token=x&client_id=y", "client_secret not set")]
    public async Task Revocation_asks_for_one_thing_after_the_other(string form, string what)
    {
        var reply = await Host.SendAsync(
            HttpMethod.Post,
            Base + "/oauth/revoke",
            FediverseHost.Raw(form, "application/x-www-form-urlencoded")
        );

        ShouldBeError(reply, 400, "invalid_request", "Bad Request: " + what);
    }

    [Fact]
    public async Task A_token_that_is_not_there_is_revoked_already_whoever_asks()
    {
        var reply = await Host.PostAsync(
            Base + "/oauth/revoke",
            ("token", "unknown"),
            ("client_id", "bogus"),
            ("client_secret", "bogus")
        );

        reply.Status.ShouldBe(200);
        reply.Body.ShouldBe("{}");
    }

    [Fact]
    public async Task Only_its_application_may_revoke_a_token()
    {
        var (app, other) = (await Host.RegisterAsync(Base), await Host.RegisterAsync(Base));
        var token = await Host.TokenAsync(app, Base);

        foreach (
            var client in (IEnumerable<(string, string)>[])
                [other.Form, [("client_id", app.ClientId), ("client_secret", "wrong")]]
        )
        {
            var reply = await Host.PostAsync(Base + "/oauth/revoke", [.. client, ("token", token)]);
            ShouldBeError(reply, 403, "unauthorized_client", "Forbidden: You are not authorized to revoke this token");
        }

        (await Host.GetAsync(Base + "/api/v1/apps/verify_credentials", FediverseHost.Bearer(token))).Status.ShouldBe(
            200
        );
    }

    private static void ShouldBeError(WireReply reply, int status, string code, string description)
    {
        reply.Status.ShouldBe(status, reply.Body);
        FediverseHost.Members(reply).ShouldBe(["error", "error_description"]);
        reply.Text("error").ShouldBe(code);
        reply.Text("error_description").ShouldBe(description);
        reply.Header("Cache-Control").ShouldBe("no-store");
    }
}
