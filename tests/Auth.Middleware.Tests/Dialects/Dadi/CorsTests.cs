namespace Auth.Dialects.Dadi;

/// <summary>Cross-origin requests, and the question which features there are.</summary>
public sealed class CorsTests : IAsyncLifetime
{
    private DadiHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await DadiHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("/token")]
    [InlineData("/api/clients")]
    [InlineData("/api/keys/x/resources/y")]
    public async Task OPTIONS_needs_no_token_and_reflects_the_origin(string path)
    {
        var reply = await _host.SendAsync(
            "OPTIONS",
            path,
            headers: [("Origin", "https://app.example"), ("Access-Control-Request-Headers", "authorization,x-a")]
        );

        reply.Status.ShouldBe(204);
        reply.Body.ShouldBeEmpty();
        reply.Header("Access-Control-Allow-Origin").ShouldBe("https://app.example");
        reply.Header("Access-Control-Allow-Methods").ShouldBe("GET,HEAD,PUT,PATCH,POST,DELETE");
        reply.Header("Access-Control-Allow-Headers").ShouldBe("authorization,x-a");
        reply.Header("Access-Control-Allow-Credentials").ShouldBeNull();
        reply.Header("Vary").ShouldBe("Origin, Access-Control-Request-Headers");
    }

    [Fact]
    public async Task OPTIONS_without_an_origin_allows_all() =>
        (await _host.SendAsync("OPTIONS", "/token")).Header("Access-Control-Allow-Origin").ShouldBe("*");

    [Fact]
    public async Task Every_answer_may_be_read_across_origins()
    {
        foreach (var token in (string?[])[_host.Root, "bad", null])
        {
            var reply = await _host.SendAsync("GET", "/api/client", token, headers: ("Origin", "https://app.example"));

            reply.Header("Access-Control-Allow-Origin").ShouldBe("https://app.example");
            reply.Header("Access-Control-Expose-Headers").ShouldBe("X-DADI-Supports");
            reply.Header("Vary").ShouldBe("Origin");
        }
    }

    [Fact]
    public async Task Features_are_named_when_asked_for()
    {
        var some = await _host.SendAsync("GET", "/api/client", _host.Root, headers: ("X-DADI-Requires", "aclv1;x"));
        var none = await _host.SendAsync("GET", "/api/client", _host.Root, headers: ("X-DADI-Requires", "x"));
        var unasked = await _host.GetAsync("/api/client", _host.Root);

        some.Header("X-DADI-Supports").ShouldBe("aclv1");
        none.Header("X-DADI-Supports").ShouldBeNull();
        unasked.Header("X-DADI-Supports").ShouldBeNull();
    }

    [Fact]
    public async Task Without_CORS_there_is_no_OPTIONS()
    {
        await using var host = await DadiHost.StartAsync(dadi: options => options.Cors = false);

        var options = await host.SendAsync("OPTIONS", "/token", headers: ("Origin", "https://app.example"));
        var get = await host.SendAsync("GET", "/api/client", host.Root, headers: ("Origin", "https://app.example"));

        options.Status.ShouldBe(404);
        options.Header("Access-Control-Allow-Origin").ShouldBeNull();
        get.Header("Access-Control-Allow-Origin").ShouldBeNull();
    }

    [Fact]
    public async Task A_hosts_own_route_keeps_the_hosts_CORS() =>
        (await _host.SendAsync("GET", "/private", "bad", headers: ("Origin", "https://app.example")))
            .Header("Access-Control-Allow-Origin")
            .ShouldBeNull();
}
