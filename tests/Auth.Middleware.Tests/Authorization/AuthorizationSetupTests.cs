using Auth.OAuth;
using Auth.Pages;
using Auth.Rig;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Authorization;

/// <summary>How a host turns authorization codes on, and what it hears when something is missing.</summary>
public sealed class AuthorizationSetupTests
{
    [Fact]
    [Trait("line", "M3")]
    [Trait("rfc", "8414-2")]
    [Trait("rfc", "9207-3")]
    public async Task The_metadata_tell_of_the_endpoint()
    {
        await using var host = await AuthorizationHost.StartAsync(options => options.RefreshTokens = true);

        var metadata = (await host.Inner.GetAsync("/.well-known/oauth-authorization-server")).Json;

        metadata.GetProperty("authorization_endpoint").GetString().ShouldBe(OAuthHost.Issuer + "/oauth2/authorize");
        List("response_types_supported").ShouldBe(["code"]);
        List("response_modes_supported").ShouldBe(["query"]);
        List("grant_types_supported").ShouldBe(["client_credentials", "authorization_code", "refresh_token"]);
        List("code_challenge_methods_supported").ShouldBe(["S256"]);
        List("token_endpoint_auth_methods_supported").ShouldContain("none");
        metadata.GetProperty("authorization_response_iss_parameter_supported").GetBoolean().ShouldBeTrue();

        IEnumerable<string?> List(string name) =>
            metadata.GetProperty(name).EnumerateArray().Select(item => item.GetString());
    }

    [Fact]
    [Trait("rfc", "7591-2")]
    public async Task A_registration_with_redirect_uris_is_for_codes_and_one_without_for_itself()
    {
        await using var host = await AuthorizationHost.StartAsync();

        var web = await RegisterAsync("""{"client_name":"Web","redirect_uris":["https://app.example/cb"]}""");
        var own = await RegisterAsync("""{"client_name":"Own"}""");

        web.Json.GetProperty("grant_types")[0].GetString().ShouldBe("authorization_code");
        web.Json.GetProperty("response_types")[0].GetString().ShouldBe("code");
        own.Json.GetProperty("grant_types")[0].GetString().ShouldBe("client_credentials");
        (await host.TokenAsync(Key.Of(web))).Status.ShouldBe(200);

        async Task<Reply> RegisterAsync(string metadata)
        {
            var reply = await host.Inner.SendJsonAsync(HttpMethod.Post, OAuthHost.RegisterPath, metadata);
            reply.Status.ShouldBe(201, reply.Body);
            return reply;
        }
    }

    [Fact]
    public async Task A_host_in_which_nobody_can_sign_in_does_not_start()
    {
        var failure = await Should.ThrowAsync<AuthConfigurationException>(() =>
            OAuthHost.StartAsync(setup => setup.Builder = auth => auth.AddAuthorizationCode())
        );

        failure.Message.ShouldContain("Auth:AuthorizationCode:SignInScheme");
        (
            await Should.ThrowAsync<AuthConfigurationException>(() =>
                AuthorizationHost.StartAsync(options => options.SignInScheme = "nobody")
            )
        ).Message.ShouldContain("'nobody'");
    }

    [Theory]
    [InlineData(59, 30, "CodeLifetime")]
    [InlineData(601, 30, "CodeLifetime")]
    [InlineData(60, 0, "RefreshTokenLifetime")]
    public async Task A_setting_out_of_range_stops_the_start(int codeSeconds, int refreshDays, string named)
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(() =>
            AuthorizationHost.StartAsync(options =>
            {
                options.CodeLifetime = TimeSpan.FromSeconds(codeSeconds);
                options.RefreshTokenLifetime = TimeSpan.FromDays(refreshDays);
            })
        );

        failure.Message.ShouldContain("Auth:AuthorizationCode:" + named);
    }

    [Fact]
    public async Task A_host_replaces_pages_and_style()
    {
        await using var host = await AuthorizationHost.StartAsync(configure: setup =>
            setup.Builder += auth => auth.UseAuthorizationPages<OwnPages>()
        );
        var key = await host.AddAsync();

        var page = await host.OpenAsync(AuthorizationHost.AuthorizePath(AuthorizationHost.Request(key)));
        var redirect = await host.SubmitAsync(
            "/oauth2/authorize",
            AuthorizationHost.FieldsOf(page, "allow"),
            cookie: AuthorizationHost.CookieOf(page)
        );

        page.Body.ShouldContain("<style>main{color:red}</style>");
        page.Body.ShouldContain("App app &lt;3");
        page.Header("Content-Security-Policy").ShouldNotBeNull().ShouldContain("style-src 'sha256-");
        redirect.Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_user_without_an_identifying_claim_is_a_mistake_of_the_host_and_no_endless_sign_in()
    {
        await using var host = await AuthorizationHost.StartAsync(options => options.SubjectClaim = "absent");
        var key = await host.AddAsync();

        var reply = await host.OpenAsync(AuthorizationHost.AuthorizePath(AuthorizationHost.Request(key)));

        reply.Status.ShouldBe(503);
    }

    [Theory]
    [InlineData("IClientStore.FindAsync")]
    [InlineData("IGrantStore.AddAsync")]
    public async Task A_store_that_is_down_is_a_page_and_the_form_may_be_sent_anew(string call)
    {
        var faults = new FaultInjector();
        await using var host = await AuthorizationHost.StartAsync(configure: setup => setup.Builder += faults.Attach);
        var key = await host.AddAsync();
        var page = await host.OpenAsync(AuthorizationHost.AuthorizePath(AuthorizationHost.Request(key)));
        faults.Fail(call);

        var reply = await host.SubmitAsync(
            "/oauth2/authorize",
            AuthorizationHost.FieldsOf(page, "allow"),
            cookie: AuthorizationHost.CookieOf(page)
        );

        reply.Status.ShouldBe(503);
        reply.Header("Retry-After").ShouldBe("5");
        reply.Header("Location").ShouldBeNull();
        reply.Header("Content-Type").ShouldBe("text/html; charset=utf-8");
        faults.Heal();
        (await host.TokenAsync(key)).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("attack", "63")]
    public async Task A_store_that_fails_in_an_exchange_leaves_the_code_good()
    {
        var faults = new FaultInjector();
        await using var host = await AuthorizationHost.StartAsync(configure: setup => setup.Builder += faults.Attach);
        var key = await host.AddAsync();
        var code = await host.CodeAsync(AuthorizationHost.Request(key));
        faults.Fail("IGrantStore.RedeemAsync");

        (await host.ExchangeAsync(key, code)).ShouldBeError(503, "temporarily_unavailable");

        faults.Heal();
        (await host.ExchangeAsync(key, code)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_endpoint_is_limited_by_address_and_says_so_on_a_page()
    {
        await using var host = await AuthorizationHost.StartAsync(configure: setup =>
            setup.Limits = limits =>
                limits.Policies["authorize"] = new(StringComparer.OrdinalIgnoreCase) { ["*"] = "2/min" }
        );
        var key = await host.AddAsync();
        var path = AuthorizationHost.AuthorizePath(AuthorizationHost.Request(key));
        await host.OpenAsync(path);
        await host.OpenAsync(path);

        var refused = await host.OpenAsync(path);

        refused.Status.ShouldBe(429);
        refused.Header("Retry-After").ShouldNotBeNull();
        refused.Header("Content-Type").ShouldBe("text/html; charset=utf-8");
        refused.Header("Location").ShouldBeNull();
    }

    public sealed class OwnPages : AuthorizationPages
    {
        public override string Style => "main{color:red}";

        public override PageContent Consent(ConsentPage page) =>
            new(
                "Shop",
                Html.Of(
                    $"<h1>{page.Application + " <3"}</h1><form method=\"post\" action=\"{page.Action}\">{page.AllowFields}<button>OK</button></form>"
                )
            );
    }
}
