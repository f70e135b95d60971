using Auth.Rig;
using Auth.TestKit;

namespace Auth.Dialects.Openverse;

/// <summary>The limits of the dialect's endpoints and how they are reported.</summary>
public sealed class LimitTests
{
    [Fact]
    [Trait("rfc", "6585-4")]
    [Trait("line", "L5")]
    [Trait("attack", "31")]
    public async Task The_eleventh_registration_of_a_day_is_refused_with_exactly_this_answer()
    {
        await using var host = await OpenverseHost.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            await host.RegisterAsync($"Project {i}");
        }

        var refused = await host.PostFormAsync(OpenverseHost.RegisterPath, ("name", "Project 10"));

        Snapshot.ShouldMatch(refused.Masked);
        await host.RegisterAsync("Elsewhere", address: "192.0.2.7");
    }

    [Fact]
    public async Task Waiting_as_long_as_told_is_enough_and_denied_requests_consume_nothing()
    {
        await using var host = await OpenverseHost.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            await host.RegisterAsync($"Project {i}");
        }

        var refusals = new List<WireReply>();
        for (var i = 0; i < 20; i++)
        {
            refusals.Add(await host.PostFormAsync(OpenverseHost.RegisterPath));
        }

        refusals.Select(reply => reply.Header("Retry-After")).Distinct().Count().ShouldBe(1);
        var wait = int.Parse(refusals[0].Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture);
        host.Clock.Advance(TimeSpan.FromSeconds(wait) - TimeSpan.FromMilliseconds(1));
        (await host.PostFormAsync(OpenverseHost.RegisterPath)).Body.ShouldBe(
            """{"detail":"Request was throttled. Expected available in 1 second."}"""
        );
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        for (var i = 0; i < 10; i++)
        {
            await host.RegisterAsync($"Later {i}");
        }
    }

    [Theory]
    [InlineData("Referrer", "openverse.org")]
    [InlineData("Referer", "https://openverse.org")]
    [InlineData("X-Forwarded-For", "198.51.100.9")]
    [InlineData("Forwarded", "for=198.51.100.9")]
    [InlineData("X-Real-IP", "198.51.100.9")]
    [InlineData("Accept", "text/html")]
    [Trait("attack", "42")]
    [Trait("attack", "64")]
    public async Task No_header_lifts_the_limit(string name, string value)
    {
        await using var host = await OpenverseHost.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            await host.RegisterAsync($"Project {i}");
        }

        var reply = await host.SendAsync(HttpMethod.Post, OpenverseHost.RegisterPath, null, (name, value));

        reply.Status.ShouldBe(429);
    }

    [Fact]
    [Trait("attack", "23")]
    [Trait("attack", "46")]
    public async Task A_verified_token_does_not_lift_the_limit_on_registering()
    {
        await using var host = await OpenverseHost.StartAsync();
        var token = await host.TokenAsync(await host.RegisterVerifiedAsync());
        for (var i = 0; i < 9; i++)
        {
            await host.RegisterAsync($"Project {i}");
        }

        var reply = await host.SendAsync(
            HttpMethod.Post,
            OpenverseHost.RegisterPath,
            null,
            OpenverseHost.Bearer(token)
        );

        reply.Status.ShouldBe(429);
        reply.Header("X-RateLimit-Available-tenperday").ShouldBe("0");
    }

    [Fact]
    public async Task Each_endpoint_counts_for_itself()
    {
        await using var host = await OpenverseHost.StartAsync();
        await host.RegisterAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        await host.GetAsync(OpenverseHost.KeyInfoPath);
        await host.GetAsync("/images");
        await host.GetAsync(OpenverseHost.VerifyPath + "x/");
        await host.PostFormAsync(OpenverseHost.TokenPath);
        host.Clock.Advance(TimeSpan.FromSeconds(10));

        var register = await host.PostFormAsync(OpenverseHost.RegisterPath);
        var info = await host.GetAsync(OpenverseHost.KeyInfoPath);
        var images = await host.GetAsync("/images");
        var verify = await host.GetAsync(OpenverseHost.VerifyPath + "x/");
        var token = await host.PostFormAsync(OpenverseHost.TokenPath);

        register.Header("X-RateLimit-Available-tenperday").ShouldBe("8");
        info.Header("X-RateLimit-Available-onepersecond").ShouldBe("0");
        info.Status.ShouldBe(401);
        images.Header("X-RateLimit-Available-anon_burst").ShouldBe("18");
        images.Header("X-RateLimit-Available-anon_sustained").ShouldBe("198");
        verify.Header("X-RateLimit-Available-verify").ShouldBe("58");
        token.Header("X-RateLimit-Available-token").ShouldBe("598");
    }

    [Fact]
    public async Task Parse_errors_wrong_methods_and_refusals_count()
    {
        await using var host = await OpenverseHost.StartAsync();

        await host.PostJsonAsync(OpenverseHost.RegisterPath, "{");
        await host.GetAsync(OpenverseHost.RegisterPath);
        await host.SendAsync(HttpMethod.Options, OpenverseHost.RegisterPath);
        await host.SendAsync(HttpMethod.Post, OpenverseHost.RegisterPath, null, ("Accept", "image/png"));
        var reply = await host.PostFormAsync(OpenverseHost.RegisterPath);

        reply.Header("X-RateLimit-Available-tenperday").ShouldBe("5");
    }

    [Theory]
    [Trait("rfc", "6749-8.5")]
    [InlineData(OpenverseHost.TokenPath)]
    [InlineData(OpenverseHost.RevokePath)]
    [InlineData(OpenverseHost.IntrospectPath)]
    [Trait("line", "L10")]
    public async Task A_429_of_an_OAuth_endpoint_speaks_to_both_kinds_of_client(string path)
    {
        await using var host = await OpenverseHost.StartAsync(configure: setup =>
            setup.Limits = options => options.Policies["token"] = new() { ["*"] = "1/min" }
        );
        await host.PostFormAsync(path);

        var reply = await host.PostFormAsync(path);

        reply.Status.ShouldBe(429);
        reply.Body.ShouldBe(
            """{"detail":"Request was throttled. Expected available in 63 seconds.","error":"rate_limited"}"""
        );
        reply.Header("Retry-After").ShouldBe("63");
        reply.Header("Cache-Control").ShouldBe("no-store");
        reply.Header("Allow").ShouldBe("POST, OPTIONS");
    }

    [Fact]
    public async Task The_tiers_have_their_legacy_names_and_structured_fields()
    {
        await using var host = await OpenverseHost.StartAsync();
        var token = await host.TokenAsync(await host.RegisterVerifiedAsync());

        var anonymous = await host.GetAsync("/images");
        var standard = await host.GetAsync("/images", OpenverseHost.Bearer(token));

        anonymous.Header("X-RateLimit-Limit-anon_burst").ShouldBe("20/min");
        anonymous.Header("X-RateLimit-Limit-anon_sustained").ShouldBe("200/day");
        standard.Header("X-RateLimit-Limit-oauth2_client_credentials_burst").ShouldBe("100/min");
        standard.Header("X-RateLimit-Limit-oauth2_client_credentials_sustained").ShouldBe("10000/day");
        standard.Header("X-RateLimit-Available-oauth2_client_credentials_sustained").ShouldBe("9999");
        standard.Header("RateLimit-Policy").ShouldBe("\"burst\";q=100;w=60,\"sustained\";q=10000;w=86400");
        StructuredFields
            .ParseList(standard.Header("RateLimit")!)
            .Select(item => item.Value)
            .ShouldBe(["burst", "sustained"]);
    }
}
