using Auth.Authorization.Requests;
using Auth.OAuth;

namespace Auth.Authorization;

/// <summary>Redirect URIs are compared as they are (RFC 9700 section 2.1), but for the port of a loopback address (RFC 8252 section 7.3).</summary>
public sealed class RedirectUriTests
{
    [Theory]
    [Trait("line", "A3")]
    [Trait("attack", "35")]
    [Trait("rfc", "9700-2.1")]
    [InlineData("https://c.example/cb/")]
    [InlineData("https://c.example/CB")]
    [InlineData("https://C.example/cb")]
    [InlineData("https://c.example:443/cb")]
    [InlineData("https://c.example/cb?x=1")]
    [InlineData("https://c.example/cb#f")]
    [InlineData("https://c.example/%63b")]
    [InlineData("https://c.example/./cb")]
    [InlineData("https://c.example@evil/cb")]
    [InlineData("https://c.example%2eevil/cb")]
    [InlineData("https://c.example/cb\0")]
    [InlineData("\\\\c.example\\cb")]
    [InlineData("//c.example/cb")]
    [InlineData("https://c.example/cb ")]
    [InlineData("https://с.example/cb")]
    [InlineData("http://c.example/cb")]
    [InlineData("urn:ietf:wg:oauth:2.0:oob")]
    public async Task Nothing_but_the_registered_uri_is_taken(string requested)
    {
        await using var host = await AuthorizationHost.StartAsync();
        var key = await host.AddAsync(change: client => client with { RedirectUris = ["https://c.example/cb"] });

        var reply = await host.OpenAsync(
            AuthorizationHost.AuthorizePath(AuthorizationHost.Request(key, ("redirect_uri", requested)))
        );

        reply.Status.ShouldBe(400);
        reply.Header("Location").ShouldBeNull();
    }

    [Theory]
    [Trait("line", "A4")]
    [Trait("attack", "35")]
    [Trait("rfc", "8252-7.3")]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:51004/cb", true)]
    [InlineData("http://127.0.0.1:8080/cb", "http://127.0.0.1:51004/cb", true)]
    [InlineData("http://127.0.0.1:8080/cb", "http://127.0.0.1/cb", true)]
    [InlineData("http://[::1]/cb", "http://[::1]:51004/cb", true)]
    [InlineData("http://127.0.0.1/cb?x=1", "http://127.0.0.1:1/cb?x=1", true)]
    [InlineData("http://127.0.0.1", "http://127.0.0.1:1", true)]
    [InlineData("http://127.0.0.1/cb", "http://[::1]/cb", false)]
    [InlineData("http://127.0.0.1/cb", "http://localhost:51004/cb", false)]
    [InlineData("http://localhost/cb", "http://localhost:51004/cb", false)]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:51004/CB", false)]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:51004/cb?x=1", false)]
    [InlineData("http://127.0.0.1/cb", "http://attacker@127.0.0.1/cb", false)]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:80@evil.example/cb", false)]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1.evil.example/cb", false)]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:/cb", false)]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:123456/cb", false)]
    [InlineData("http://127.0.0.1/cb", "https://127.0.0.1:51004/cb", false)]
    [InlineData("https://127.0.0.1/cb", "https://127.0.0.1:51004/cb", false)]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.10:51004/cb", false)]
    public void Only_the_port_of_a_loopback_address_may_differ(string registered, string requested, bool same) =>
        RedirectMatching.IsExact(registered, requested).ShouldBe(same);

    [Fact]
    [Trait("rfc", "8252-7.3")]
    public async Task A_native_application_gets_its_code_on_the_port_it_listens_on()
    {
        await using var host = await AuthorizationHost.StartAsync();
        var native = await host.AddPublicAsync("native", "http://127.0.0.1/cb");
        (string, string) uri = ("redirect_uri", "http://127.0.0.1:51004/cb");

        var redirect = await host.DecideAsync(AuthorizationHost.Request(native, uri));
        var code = AuthorizationHost.Answer(redirect)["code"];

        redirect.Header("Location").ShouldNotBeNull().ShouldStartWith("http://127.0.0.1:51004/cb?code=");
        (await host.ExchangeAsync(native, code, ("redirect_uri", "http://127.0.0.1:51005/cb"))).ShouldBeError(
            400,
            "invalid_grant"
        );
        (await host.ExchangeAsync(native, code, uri)).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("line", "A7")]
    [Trait("rfc", "6749-3.1.2")]
    public async Task A_registered_query_is_kept_and_no_answer_stands_twice()
    {
        const string Registered = "https://app.example/cb?app=1&state=fixed&code=no";
        await using var host = await AuthorizationHost.StartAsync();
        var key = await host.AddAsync(change: client => client with { RedirectUris = [Registered] });

        var redirect = await host.DecideAsync(AuthorizationHost.Request(key, ("redirect_uri", Registered)));

        redirect.Header("Location").ShouldNotBeNull().ShouldStartWith("https://app.example/cb?app=1&code=auth_ac_");
        AuthorizationHost.Answer(redirect)["state"].ShouldBe("s t+a&te");
    }

    [Fact]
    [Trait("rfc", "8252-7.1")]
    public async Task A_private_scheme_is_sent_the_answer_too()
    {
        const string Registered = "com.example.app:/cb";
        await using var host = await AuthorizationHost.StartAsync();
        var native = await host.AddPublicAsync("native", Registered);

        var page = await host.OpenAsync(
            AuthorizationHost.AuthorizePath(AuthorizationHost.Request(native, ("redirect_uri", Registered)))
        );
        var redirect = await host.DecideAsync(AuthorizationHost.Request(native, ("redirect_uri", Registered)));

        page.Header("Content-Security-Policy").ShouldNotBeNull().ShouldContain("form-action 'self' com.example.app:;");
        page.Body.ShouldContain("com.example.app");
        redirect.Header("Location").ShouldNotBeNull().ShouldStartWith("com.example.app:/cb?code=");
    }

    [Fact]
    [Trait("attack", "35")]
    public async Task A_very_long_redirect_uri_costs_nothing()
    {
        await using var host = await AuthorizationHost.StartAsync();
        var key = await host.AddAsync();
        var started = TimeProvider.System.GetTimestamp();

        var reply = await host.OpenAsync(
            AuthorizationHost.AuthorizePath(
                AuthorizationHost.Request(key, ("redirect_uri", "http://127.0.0.1:" + new string('[', 20_000)))
            )
        );

        reply.Status.ShouldBe(400);
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
