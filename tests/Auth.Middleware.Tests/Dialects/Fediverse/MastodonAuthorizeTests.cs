using Auth.Rig;

namespace Auth.Dialects.Fediverse;

/// <summary>Mastodon's consent page, its errors, and where answers go.</summary>
public sealed class MastodonAuthorizeTests(OpenFediverse open) : IClassFixture<OpenFediverse>
{
    private const string Path = "/oauth/authorize";
    private const string Callback = "https://app.example/cb";
    private const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private FediverseHost Host => open.Host;

    [Fact]
    public async Task Who_is_not_signed_in_goes_there_first_whatever_is_wrong()
    {
        var reply = await new Browser(Host, user: null).OpenAsync(Path + "?client_id=unknown&state=a%20b");

        reply.Status.ShouldBe(302);
        reply
            .Header("Location")
            .ShouldBe("/sign-in?return=" + Uri.EscapeDataString(Path + "?client_id=unknown&state=a%20b"));
    }

    [Fact]
    public async Task The_page_says_who_asks_and_for_what()
    {
        var app = await Host.RegisterAsync(scopes: "read write:statuses read:statuses push", redirectUris: Callback);

        var page = await new Browser(Host).OpenAsync(
            Request(app, Callback, ("scope", "read write:statuses read:statuses push"), ("state", "s"))
        );

        page.Status.ShouldBe(200);
        page.MediaType.ShouldBe("text/html; charset=utf-8");
        page.Header("Cache-Control")!.ShouldContain("no-store");
        page.Header("Content-Security-Policy")!.ShouldContain("frame-ancestors 'none'");
        page.Header("X-Frame-Options").ShouldBe("DENY");
        page.Body.ShouldContain("<title>Authorization required</title>");
        page.Body.ShouldContain(
            "<p><strong>Test Application</strong> would like permission to access your account. "
                + "<strong>Only approve this request if you recognize and trust this source.</strong></p>"
        );
        page.Body.ShouldContain("Review permissions");
        page.Body.ShouldContain("<strong>Everything</strong><br><span class=\"small\">Read-only access</span>");
        page.Body.ShouldContain("<strong>Posts</strong><br><span class=\"small\">Read and write access</span>");
        page.Body.ShouldContain(
            "<strong>Push notifications</strong><br><span class=\"small\">Read and write access</span>"
        );
        var (action, allow) = Browser.FormOf(page, "Authorize");
        action.ShouldBe(Path);
        allow.ShouldContain(("client_id", app.ClientId));
        allow.ShouldContain(("redirect_uri", Callback));
        allow.ShouldContain(("state", "s"));
        allow.ShouldContain(field => field.Name == "authenticity_token");
        Browser.FormOf(page, "Deny").Fields.ShouldContain(("_method", "delete"));
    }

    [Fact]
    public async Task A_name_is_text_and_never_markup()
    {
        var app = await Host.RegisterAsync(name: "<img src=x onerror=alert(1)>");

        var page = await new Browser(Host).OpenAsync(Request(app, OutOfBand));

        page.Body.ShouldNotContain("<img");
        page.Body.ShouldContain("&lt;img src=x onerror=alert(1)&gt;");
    }

    [Theory]
    [InlineData("client_id=", 400, "Missing required parameter: client_id.")]
    [InlineData(
        "client_id=unknown",
        401,
        "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method."
    )]
    [InlineData("redirect_uri=", 400, "The redirect uri included is not valid.")]
    [InlineData("redirect_uri=https://app.example/other", 400, "The redirect uri included is not valid.")]
    [InlineData("redirect_uri=https://app.example/cb/", 400, "The redirect uri included is not valid.")]
    [InlineData("redirect_uri=https://app.example/cb%3Fx=1", 400, "The redirect uri included is not valid.")]
    [InlineData("redirect_uri=https://app.example/cb%23f", 400, "The redirect uri included is not valid.")]
    [InlineData("redirect_uri=https://app.example@evil.example/cb", 400, "The redirect uri included is not valid.")]
    [InlineData("redirect_uri=cb", 400, "The redirect uri included is not valid.")]
    [InlineData("response_type=", 400, "Missing required parameter: response_type.")]
    [InlineData("response_type=token", 400, "The authorization server does not support this response type.")]
    [InlineData("response_type=CODE", 400, "The authorization server does not support this response type.")]
    [InlineData("response_mode=jwt", 400, "The authorization server does not support this response mode.")]
    [InlineData("scope=admin:write", 400, "The requested scope is invalid, unknown, or malformed.")]
    [InlineData("scope=read:accounts", 400, "The requested scope is invalid, unknown, or malformed.")]
    [InlineData("scope=read%2Bwrite", 400, "The requested scope is invalid, unknown, or malformed.")]
    [InlineData("code_challenge=" + Challenge, 400, "The code_challenge_method must be S256.")]
    [InlineData(
        "code_challenge=" + Challenge + "&code_challenge_method=plain",
        400,
        "The code_challenge_method must be S256."
    )]
    [InlineData(
        "code_challenge=" + Challenge + "&code_challenge_method=s256",
        400,
        "The code_challenge_method must be S256."
    )]
    public async Task What_is_wrong_is_said_to_the_user_and_nobody_is_sent_anywhere(
        string wrong,
        int status,
        string text
    )
    {
        var app = await Host.RegisterAsync(redirectUris: Callback);
        var request = $"response_type=code&client_id={app.ClientId}&redirect_uri={Callback}&state=s&{wrong}";
        var query = string.Join('&', request.Split('&').Reverse().DistinctBy(pair => pair.Split('=')[0]));

        var reply = await new Browser(Host).OpenAsync($"{Path}?{query}");

        reply.Status.ShouldBe(status, reply.Body);
        reply.Header("Location").ShouldBeNull();
        reply.Body.ShouldContain($"<div class='form-container'><div class='flash-message'>{text}</div></div>");
    }

    [Theory]
    [InlineData("scope=read+write", "Everything")]
    [InlineData("scope=read%20write", "Everything")]
    [InlineData("code_challenge_method=S256", "Authorization required")]
    [InlineData("scopes=admin:write", "Read-only access")]
    [InlineData("force_login=False&state=None&lang=None", "Authorization required")]
    public async Task These_requests_are_fine(string more, string text)
    {
        var app = await Host.RegisterAsync(redirectUris: Callback);

        var reply = await new Browser(Host).OpenAsync(
            $"{Path}/?response_type=code&client_id={app.ClientId}&redirect_uri={Callback}&{more}"
        );

        reply.Status.ShouldBe(200, reply.Body);
        reply.Body.ShouldContain(text);
    }

    [Theory]
    [InlineData("https://app.example/cb", "https://app.example/cb?code=CODE&state=a%26b+c")]
    [InlineData("https://app.example/cb?x=1&state=fixed", "https://app.example/cb?x=1&code=CODE&state=a%26b+c")]
    [InlineData("myapp://cb", "myapp://cb?code=CODE&state=a%26b+c")]
    [InlineData(
        "com.tapbots.Ivory.10217:/request_token",
        "com.tapbots.Ivory.10217:/request_token?code=CODE&state=a%26b+c"
    )]
    public async Task Who_allows_is_sent_back_with_code_and_state(string redirectUri, string location)
    {
        var app = await Host.RegisterAsync(redirectUris: redirectUri);

        var reply = await new Browser(Host).DecideAsync(Request(app, redirectUri, ("state", "a&b c")), "Authorize");

        reply.Status.ShouldBe(302);
        var code = Browser.Answer(reply).Single(pair => pair.Name == "code").Value;
        reply.Header("Location").ShouldBe(location.Replace("CODE", code, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("rfc", "8252-7.3")]
    public async Task A_loopback_address_may_have_any_port()
    {
        var app = await Host.RegisterAsync(redirectUris: "http://127.0.0.1/cb");

        var reply = await new Browser(Host).DecideAsync(Request(app, "http://127.0.0.1:4711/cb"), "Authorize");

        reply.Header("Location")!.ShouldStartWith("http://127.0.0.1:4711/cb?code=");
    }

    [Fact]
    public async Task The_answer_may_travel_in_the_fragment_or_in_a_form()
    {
        var app = await Host.RegisterAsync(redirectUris: Callback);
        var browser = new Browser(Host);

        var fragment = await browser.DecideAsync(
            Request(app, Callback, ("response_mode", "fragment"), ("state", "s")),
            "Authorize"
        );
        var form = await browser.DecideAsync(
            Request(app, Callback, ("response_mode", "form_post"), ("state", "s")),
            "Authorize"
        );

        Browser.Answer(fragment, '#').Select(pair => pair.Name).ShouldBe(["code", "state"]);
        fragment.Header("Location")!.ShouldStartWith(Callback + "#code=");
        form.Status.ShouldBe(200);
        form.Body.ShouldContain("name=\"redirect_form\"");
        form.Body.ShouldContain($"action=\"{Callback}\"");
        form.Body.ShouldContain("<input type=\"hidden\" name=\"state\" value=\"s\">");
    }

    [Fact]
    public async Task Out_of_band_the_user_copies_the_code()
    {
        var app = await Host.RegisterAsync();
        var browser = new Browser(Host);

        var redirect = await browser.DecideAsync(Request(app, OutOfBand, ("state", "s")), "Authorize");
        var location = redirect.Header("Location")!;
        var page = await browser.OpenAsync(location);
        var stranger = await new Browser(Host, "eve").OpenAsync(location);
        var nobody = await new Browser(Host, user: null).OpenAsync(location);

        redirect.Status.ShouldBe(302);
        location.ShouldStartWith("/oauth/authorize/native?code=");
        Browser.Answer(redirect).Select(pair => pair.Name).ShouldBe(["code"]);
        page.Status.ShouldBe(200);
        page.Header("Cache-Control")!.ShouldContain("no-store");
        page.Header("Referrer-Policy").ShouldBe("no-referrer");
        page.Body.ShouldContain("Copy this authorization code and paste it to the application.");
        page.Body.ShouldContain($"value=\"{Browser.Answer(redirect)[0].Value}\" class=\"oauth-code\">");
        stranger.Body.ShouldNotContain(Browser.Answer(redirect)[0].Value);
        nobody.Status.ShouldBe(302);
    }

    [Fact]
    public async Task Who_denies_is_sent_back_with_an_error()
    {
        var app = await Host.RegisterAsync(redirectUris: Callback);

        var reply = await new Browser(Host).DecideAsync(Request(app, Callback, ("state", "abc")), "Deny");

        reply.Status.ShouldBe(302);
        reply
            .Header("Location")
            .ShouldBe(
                Callback
                    + "?error=access_denied&error_description=The+resource+owner+or+authorization+server+denied+the+request.&state=abc"
            );
    }

    [Fact]
    public async Task Out_of_band_a_denial_is_JSON()
    {
        var app = await Host.RegisterAsync();

        var reply = await new Browser(Host).DecideAsync(Request(app, OutOfBand, ("state", "abc")), "Deny");

        reply.Status.ShouldBe(400);
        reply.Body.ShouldBe(
            """{"error":"access_denied","error_description":"The resource owner or authorization server denied the request.","state":"abc"}"""
        );
    }

    [Theory]
    [InlineData("POST", "_method", "delete")]
    [InlineData("DELETE", "x", "y")]
    public async Task A_denial_may_be_a_method(string method, string name, string value)
    {
        var app = await Host.RegisterAsync(redirectUris: Callback);
        var browser = new Browser(Host);
        var page = await browser.OpenAsync(Request(app, Callback));
        var fields = Browser.FormOf(page, "Authorize").Fields.Where(field => field.Name != "decision");

        var reply = await browser.PostAsync(Path, fields.Append((name, value)), method);

        reply.Status.ShouldBe(302);
        reply.Header("Location")!.ShouldContain("error=access_denied");
    }

    [Fact]
    public async Task A_form_with_the_originals_fields_alone_approves()
    {
        var app = await Host.RegisterAsync(redirectUris: Callback);
        var browser = new Browser(Host);
        var page = await browser.OpenAsync(Request(app, Callback));

        var reply = await browser.PostAsync(
            Path,
            Browser.FormOf(page, "Authorize").Fields.Where(field => field.Name != "decision")
        );

        Browser.Answer(reply)[0].Name.ShouldBe("code");
    }

    [Theory]
    [InlineData(null, "Security verification failed")]
    [InlineData("application/json", """{"error":"Unprocessable Content"}""")]
    public async Task A_form_from_elsewhere_is_refused(string? accept, string body)
    {
        var app = await Host.RegisterAsync(redirectUris: Callback);
        (string, string)[] form =
        [
            ("response_type", "code"),
            ("client_id", app.ClientId),
            ("redirect_uri", Callback),
            ("authenticity_token", "AAAA"),
        ];

        var reply = await new Browser(Host).PostAsync(Path, form, headers: accept is null ? [] : [("Accept", accept)]);

        reply.Status.ShouldBe(422);
        reply.Body.ShouldContain(body);
    }

    [Theory]
    [InlineData("client_id", "unknown", 401, "invalid_client")]
    [InlineData("redirect_uri", "https://evil.example/", 400, "invalid_redirect_uri")]
    public async Task A_posted_request_with_an_unknown_client_or_place_is_answered_in_JSON(
        string name,
        string value,
        int status,
        string code
    )
    {
        var app = await Host.RegisterAsync(redirectUris: Callback);
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = app.ClientId,
            ["redirect_uri"] = Callback,
            ["state"] = "q",
            [name] = value,
        };

        var reply = await new Browser(Host).PostAsync(Path, form.Select(pair => (pair.Key, pair.Value)));

        reply.Status.ShouldBe(status);
        reply.Text("error").ShouldBe(code);
        reply.Text("state").ShouldBe("q");
    }

    [Fact]
    public async Task A_posted_request_with_another_mistake_goes_back_to_the_application()
    {
        var app = await Host.RegisterAsync(redirectUris: Callback);

        var reply = await new Browser(Host).PostAsync(
            Path,
            [
                ("response_type", "code"),
                ("client_id", app.ClientId),
                ("redirect_uri", Callback),
                ("scope", "hoge"),
                ("state", "q"),
            ]
        );

        reply.Status.ShouldBe(302);
        reply
            .Header("Location")
            .ShouldBe(
                Callback
                    + "?error=invalid_scope&error_description=The+requested+scope+is+invalid%2C+unknown%2C+or+malformed.&state=q"
            );
    }

    [Fact]
    public async Task Who_has_allowed_the_same_before_is_not_asked_again_unless_the_application_wants_it()
    {
        var app = await Host.RegisterAsync(scopes: "read write", redirectUris: Callback);
        var browser = new Browser(Host, "grace");
        var request = Request(app, Callback, ("scope", "read write"));
        var code = Browser.Answer(await browser.DecideAsync(request, "Authorize"))[0].Value;
        await Host.PostAsync(
            "/oauth/token",
            [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Callback), .. app.Form]
        );

        var again = await browser.OpenAsync(request);
        var forced = await browser.OpenAsync(request + "&force_login=False");
        var notForced = await browser.OpenAsync(request + "&force_login=false");
        var less = await browser.OpenAsync(Request(app, Callback, ("scope", "read")));

        again.Status.ShouldBe(302);
        Browser.Answer(again)[0].Name.ShouldBe("code");
        forced.Status.ShouldBe(200);
        notForced.Status.ShouldBe(302);
        less.Status.ShouldBe(200);
    }

    [Fact]
    public async Task Without_users_there_is_no_page_and_the_metadata_says_so()
    {
        await using var host = await FediverseHost.StartAsync(setup => setup.Users = false);

        var metadata = await host.GetAsync("/.well-known/oauth-authorization-server");
        var code = await host.PostAsync("/oauth/token", ("grant_type", "authorization_code"));

        (await host.GetAsync(Path)).Status.ShouldBe(404);
        (await host.GetAsync("/api/v1/accounts/verify_credentials")).Status.ShouldBe(404);
        FediverseHost.Members(metadata).ShouldNotContain("authorization_endpoint");
        FediverseHost.Texts(metadata.Json.GetProperty("grant_types_supported")).ShouldBe(["client_credentials"]);
        code.Text("error").ShouldBe("unsupported_grant_type");
    }

    private static string Request(
        Registered app,
        string redirectUri,
        params IEnumerable<(string Name, string Value)> more
    )
    {
        IEnumerable<(string Name, string Value)> parameters =
        [
            ("response_type", "code"),
            ("client_id", app.ClientId),
            ("redirect_uri", redirectUri),
            .. more,
        ];
        return $"{Path}?" + string.Join('&', parameters.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
    }
}
