using Auth.Rig;
using Auth.TestKit;

namespace Auth.Dialects.Openverse;

/// <summary><c>GET /v1/rate_limit/</c>: what a key has used and has left.</summary>
public sealed class KeyInfoTests
{
    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task A_verified_key_reads_exactly_this_and_looking_costs_nothing(StoreKind store)
    {
        await using var host = await OpenverseHost.StartAsync(store);
        var token = await host.TokenAsync(await host.RegisterVerifiedAsync());
        for (var i = 0; i < 3; i++)
        {
            await host.GetAsync("/images", OpenverseHost.Bearer(token));
        }

        var first = await host.GetAsync(OpenverseHost.KeyInfoPath, OpenverseHost.Bearer(token));
        var second = await host.GetAsync("/v1/rate_limit", OpenverseHost.Bearer(token));

        Snapshot.ShouldMatch(first.Masked);
        (second.Status, second.Body).ShouldBe((200, first.Body));
    }

    [Fact]
    public async Task An_unused_key_reads_zeros_and_never_null()
    {
        await using var host = await OpenverseHost.StartAsync();
        var token = await host.TokenAsync(await host.RegisterVerifiedAsync());

        var reply = await host.GetAsync(OpenverseHost.KeyInfoPath, OpenverseHost.Bearer(token));

        reply.Body.ShouldStartWith("""{"requests_this_minute":0,"requests_today":0,"rate_limit_model":"standard",""");
    }

    [Fact]
    public async Task Counts_leave_with_their_windows()
    {
        await using var host = await OpenverseHost.StartAsync();
        var token = await host.TokenAsync(await host.RegisterVerifiedAsync());
        await host.GetAsync("/images", OpenverseHost.Bearer(token));

        host.Clock.Advance(TimeSpan.FromSeconds(64));
        var reply = await host.GetAsync(OpenverseHost.KeyInfoPath, OpenverseHost.Bearer(token));

        reply.Body.ShouldStartWith("""{"requests_this_minute":0,"requests_today":1,""");
    }

    [Fact]
    public async Task An_unverified_key_reads_the_windows_it_shares_with_its_address()
    {
        await using var host = await OpenverseHost.StartAsync();
        var token = await host.TokenAsync(await host.RegisterAsync());
        await host.GetAsync("/images", OpenverseHost.Bearer(token));
        await host.GetAsync("/images");

        var reply = await host.GetAsync(OpenverseHost.KeyInfoPath, OpenverseHost.Bearer(token));

        reply.Body.ShouldStartWith(
            """{"requests_this_minute":2,"requests_today":2,"rate_limit_model":"standard","verified":false,"limits":{"burst":"20/min","sustained":"200/day"},"remaining":{"burst":18,"sustained":198},"reset":"""
        );
    }

    [Fact]
    [Trait("rfc", "6750-3")]
    public async Task Without_a_token_there_is_a_challenge_and_no_error()
    {
        await using var host = await OpenverseHost.StartAsync();

        var reply = await host.GetAsync(OpenverseHost.KeyInfoPath);

        Snapshot.ShouldMatch(reply.Masked);
    }

    [Fact]
    public async Task Callers_without_a_verified_key_look_once_a_second()
    {
        await using var host = await OpenverseHost.StartAsync();
        var unverified = await host.TokenAsync(await host.RegisterAsync("Unverified"));
        await host.GetAsync(OpenverseHost.KeyInfoPath);

        var denied = await host.GetAsync(OpenverseHost.KeyInfoPath, OpenverseHost.Bearer(unverified));
        var wait = int.Parse(denied.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture);
        host.Clock.Advance(TimeSpan.FromSeconds(wait));
        var allowed = await host.GetAsync(OpenverseHost.KeyInfoPath, OpenverseHost.Bearer(unverified));

        denied.Status.ShouldBe(429);
        denied.Header("X-RateLimit-Limit-onepersecond").ShouldBe("1/s");
        denied.Header("X-RateLimit-Available-onepersecond").ShouldBe("0", "it is never negative");
        allowed.Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_verified_key_looks_as_often_as_it_likes()
    {
        await using var host = await OpenverseHost.StartAsync();
        var token = await host.TokenAsync(await host.RegisterVerifiedAsync());

        for (var i = 0; i < 30; i++)
        {
            var reply = await host.GetAsync(OpenverseHost.KeyInfoPath, OpenverseHost.Bearer(token));
            reply.Status.ShouldBe(200);
            reply.Headers.ShouldAllBe(field => !field.Key.Contains("RateLimit", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    [Trait("rfc", "9110-9.3.2")]
    public async Task HEAD_has_the_headers_and_no_body()
    {
        await using var host = await OpenverseHost.StartAsync();
        var token = await host.TokenAsync(await host.RegisterVerifiedAsync());
        var get = await host.GetAsync(OpenverseHost.KeyInfoPath, OpenverseHost.Bearer(token));

        var head = await host.SendAsync(
            HttpMethod.Head,
            OpenverseHost.KeyInfoPath,
            content: null,
            OpenverseHost.Bearer(token)
        );

        head.Body.ShouldBe("");
        head.Headers.ShouldBe(get.Headers);
    }
}
