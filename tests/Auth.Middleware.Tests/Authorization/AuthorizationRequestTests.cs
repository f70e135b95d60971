using Auth.OAuth;
using Auth.Storage;

namespace Auth.Authorization;

/// <summary>What the authorization endpoint asks of a request, and how it says so.</summary>
public sealed class AuthorizationRequestTests : IAsyncLifetime
{
    private AuthorizationHost _host = null!;
    private Key _key = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await AuthorizationHost.StartAsync();
        _key = await _host.AddAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [Trait("line", "A6")]
    [Trait("line", "A14")]
    [Trait("line", "A15")]
    [Trait("attack", "41")]
    [Trait("rfc", "6749-4.1.2.1")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code token", "unsupported_response_type")]
    [InlineData("response_type", "CODE", "unsupported_response_type")]
    [InlineData("response_type", "", "invalid_request")]
    [InlineData("scope", "admin:write", "invalid_scope")]
    [InlineData("scope", "read nonsense", "invalid_scope")]
    [InlineData("scope", "read\"", "invalid_scope")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("resource", "https://elsewhere.example/", "invalid_target")]
    [InlineData("dpop_jkt", "short", "invalid_request")]
    public async Task An_error_goes_back_to_the_application_with_its_state_and_the_issuer(
        string name,
        string value,
        string error
    )
    {
        var reply = await _host.OpenAsync(
            AuthorizationHost.AuthorizePath(AuthorizationHost.Request(_key, (name, value)))
        );

        reply.Status.ShouldBe(303);
        var answer = AuthorizationHost.Answer(reply);
        answer["error"].ShouldBe(error);
        answer["error_description"].ShouldNotBeEmpty();
        answer["state"].ShouldBe("s t+a&te");
        answer["iss"].ShouldBe(OAuthHost.Issuer);
        answer.ContainsKey("code").ShouldBeFalse();
        reply.Header("Location").ShouldNotBeNull().ShouldStartWith(AuthorizationHost.Callback + "?");
    }

    [Theory]
    [Trait("line", "K2")]
    [Trait("line", "K3")]
    [Trait("line", "K7")]
    [Trait("rfc", "7636-4.4.1")]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("code_challenge_method", "")]
    [InlineData("code_challenge_method", "s256")]
    [InlineData("code_challenge_method", "S256\n")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=")]
    [InlineData("code_challenge", "tooshort")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM")]
    public async Task Only_S256_challenges_are_taken(string name, string value)
    {
        var reply = await _host.OpenAsync(
            AuthorizationHost.AuthorizePath(AuthorizationHost.Request(_key, (name, value)))
        );

        reply.Status.ShouldBe(303);
        AuthorizationHost.Answer(reply)["error"].ShouldBe("invalid_request");
    }

    [Fact]
    [Trait("line", "K6")]
    [Trait("rfc", "9700-2.1.1")]
    public async Task A_public_client_without_a_challenge_is_refused()
    {
        var native = await _host.AddPublicAsync();

        var reply = await _host.OpenAsync(
            AuthorizationHost.AuthorizePath(
                AuthorizationHost.Request(native, ("code_challenge", ""), ("code_challenge_method", ""))
            )
        );

        AuthorizationHost.Answer(reply)["error"].ShouldBe("invalid_request");
        AuthorizationHost.Answer(reply)["error_description"].ShouldContain("code_challenge");
    }

    [Theory]
    [Trait("line", "A2")]
    [Trait("attack", "34")]
    [Trait("rfc", "6749-4.1.2.1")]
    [InlineData("client_id", "")]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", "app\0")]
    [InlineData("redirect_uri", "https://evil.example/cb")]
    public async Task Nobody_is_redirected_while_it_is_not_known_who_asks(string name, string value)
    {
        foreach (var user in (string?[])["ada", null])
        {
            var reply = await _host.OpenAsync(
                AuthorizationHost.AuthorizePath(AuthorizationHost.Request(_key, (name, value))),
                user
            );

            reply.Status.ShouldBe(400);
            reply.Header("Location").ShouldBeNull();
            reply.Header("Content-Type").ShouldBe("text/html; charset=utf-8");
            reply.Body.ShouldNotContain("evil.example");
        }
    }

    [Theory]
    [Trait("line", "A1")]
    [Trait("rfc", "6749-3.1")]
    [InlineData("&client_id=app", 400)]
    [InlineData("&redirect_uri=https%3A%2F%2Fapp.example%2Fcb", 400)]
    [InlineData("&scope=write", 303)]
    [InlineData("&state=other", 303)]
    [InlineData("&unknown=1&unknown=2", 303)]
    [InlineData("&ui_locales=%FF", 400)]
    public async Task A_parameter_is_sent_once(string more, int status)
    {
        var reply = await _host.OpenAsync(AuthorizationHost.AuthorizePath(AuthorizationHost.Request(_key)) + more);

        reply.Status.ShouldBe(status);
        if (status == 303)
        {
            AuthorizationHost.Answer(reply)["error"].ShouldBe("invalid_request");
        }
        else
        {
            reply.Header("Location").ShouldBeNull();
        }
    }

    [Fact]
    [Trait("line", "A1")]
    [Trait("line", "A14")]
    [Trait("attack", "38")]
    [Trait("rfc", "6749-3.1")]
    public async Task Unknown_and_empty_parameters_are_ignored()
    {
        var reply = await _host.OpenAsync(
            AuthorizationHost.AuthorizePath(AuthorizationHost.Request(_key))
                + "&prompt=none&nonce=1&response_mode=&resource="
        );

        reply.Status.ShouldBe(200);
        reply.Body.ShouldContain(">Allow<");
    }

    [Fact]
    [Trait("rfc", "6749-3.1.2.3")]
    public async Task The_redirect_uri_may_be_left_out_when_one_is_registered()
    {
        var one = await _host.CodeAsync(AuthorizationHost.Request(_key, ("redirect_uri", "")));
        var two = await _host.AddAsync(
            "two",
            client => client with { RedirectUris = [AuthorizationHost.Callback, "https://app.example/other"] }
        );
        var ambiguous = await _host.OpenAsync(
            AuthorizationHost.AuthorizePath(AuthorizationHost.Request(two, ("redirect_uri", "")))
        );

        (await _host.ExchangeAsync(_key, one, ("redirect_uri", ""))).Status.ShouldBe(200);
        ambiguous.Status.ShouldBe(400);
    }

    [Fact]
    [Trait("rfc", "6749-4.1.2.1")]
    public async Task A_client_that_did_not_register_the_grant_is_refused()
    {
        var other = await _host.AddAsync("cc", client => client with { GrantTypes = ["client_credentials"] });

        var reply = await _host.OpenAsync(AuthorizationHost.AuthorizePath(AuthorizationHost.Request(other)));

        AuthorizationHost.Answer(reply)["error"].ShouldBe("unauthorized_client");
    }

    [Fact]
    public async Task A_client_that_is_switched_off_asks_nobody()
    {
        await _host.Inner.ChangeAsync(_key, client => client with { Disabled = true });

        var reply = await _host.OpenAsync(AuthorizationHost.AuthorizePath(AuthorizationHost.Request(_key)));

        reply.Status.ShouldBe(400);
        reply.Body.ShouldContain("not registered");
    }

    [Fact]
    [Trait("line", "A8")]
    [Trait("attack", "34")]
    [Trait("rfc", "9700-4.11.2")]
    public async Task An_anonymous_visitor_signs_in_first_and_comes_back_to_the_same_request()
    {
        var path = AuthorizationHost.AuthorizePath(AuthorizationHost.Request(_key));
        var broken = AuthorizationHost.AuthorizePath(AuthorizationHost.Request(_key, ("scope", "nonsense")));

        foreach (var asked in (string[])[path, broken])
        {
            var reply = await _host.OpenAsync(asked, user: null);

            reply.Status.ShouldBe(302);
            reply.Header("Location").ShouldBe("/sign-in?return=" + Uri.EscapeDataString(asked));
        }
    }

    [Fact]
    [Trait("rfc", "6749-3.3")]
    public async Task Without_a_scope_all_registered_ones_are_asked_for()
    {
        var code = await _host.CodeAsync(AuthorizationHost.Request(_key, ("scope", "")));

        (await _host.ExchangeAsync(_key, code)).Text("scope").ShouldBe("read write");
    }

    [Theory]
    [Trait("rfc", "9110-15.5.6")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Other_methods_are_not_allowed(string method)
    {
        var reply = await _host.Inner.SendAsync(HttpMethod.Parse(method), "/oauth2/authorize");

        reply.Status.ShouldBe(405);
        reply.Header("Allow").ShouldBe("GET, HEAD, POST, OPTIONS");
        reply.Body.ShouldBeEmpty("browsers do not ask this way");
        reply.Header("Cache-Control").ShouldBe("no-store");
    }

    [Fact]
    [Trait("line", "A12")]
    [Trait("rfc", "9700-2.6")]
    public async Task The_endpoint_offers_no_CORS()
    {
        var path = AuthorizationHost.AuthorizePath(AuthorizationHost.Request(_key));

        var reply = await _host.Inner.GetAsync(path, (TestSignIn.Header, "ada"), ("Origin", "https://other.example"));

        reply.Headers.ShouldNotContain(field =>
            field.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task A_HEAD_request_is_a_GET_without_body_and_decides_nothing()
    {
        var path = AuthorizationHost.AuthorizePath(AuthorizationHost.Request(_key));

        var reply = await _host.Inner.SendAsync(HttpMethod.Head, path, content: null, (TestSignIn.Header, "ada"));

        reply.Status.ShouldBe(200);
        reply.Body.ShouldBeEmpty();
    }
}
