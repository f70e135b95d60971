using System.Globalization;

namespace HostApp.Tests;

/// <summary>What a caller sees at its limit.</summary>
public sealed class ThrottleTests(OpenHost open) : IClassFixture<OpenHost>
{
    [Fact]
    public async Task The_request_after_the_hundredth_in_a_minute_is_refused_with_the_exact_words()
    {
        var application = await open.Host.NewVerifiedApplicationAsync();
        for (var i = 1; i <= 100; i++)
        {
            var allowed = await open.Host.GetAsync("v1/images/?page_size=1", application.Token);
            allowed.Status.ShouldBe(200, $"request {i}");
            allowed
                .Header("X-RateLimit-Available-oauth2_client_credentials_burst")
                .ShouldBe((100 - i).ToString(CultureInfo.InvariantCulture));
        }

        var refused = await open.Host.GetAsync("v1/images/?page_size=1", application.Token);

        refused.Status.ShouldBe(429);
        var seconds = int.Parse(refused.Header("Retry-After"), CultureInfo.InvariantCulture);
        seconds.ShouldBeInRange(1, 63);
        var wait = seconds == 1 ? "1 second" : $"{seconds} seconds";
        refused.Body.ShouldBe($$"""{"detail":"Request was throttled. Expected available in {{wait}}."}""");
        refused.Header("Content-Type").ShouldBe("application/json");
        refused.Header("Cache-Control").ShouldBe("no-store");
        refused.Header("RateLimit-Policy").ShouldBe("\"burst\";q=100;w=60,\"sustained\";q=10000;w=86400");
        refused.Header("RateLimit").ShouldMatch("^\"burst\";r=0;t=[0-9]+,\"sustained\";r=9900;t=[0-9]+$");
        LimitHeaders(refused)
            .ShouldBe(
                [
                    "X-RateLimit-Limit-oauth2_client_credentials_burst: 100/min",
                    "X-RateLimit-Available-oauth2_client_credentials_burst: 0",
                    "X-RateLimit-Limit-oauth2_client_credentials_sustained: 10000/day",
                    "X-RateLimit-Available-oauth2_client_credentials_sustained: 9900",
                ],
                "a refused request is charged to no window"
            );
    }

    [Fact]
    public async Task Each_token_of_an_application_draws_on_the_same_limit()
    {
        var application = await open.Host.NewVerifiedApplicationAsync();
        var second = (await open.Host.RequestTokenAsync(application.Id, application.Secret)).Text("access_token");
        second.ShouldNotBe(application.Token);

        await open.Host.GetAsync("v1/images/", application.Token);
        var reply = await open.Host.GetAsync("v1/images/", second);

        reply.Header("X-RateLimit-Available-oauth2_client_credentials_burst").ShouldBe("98");
    }

    [Fact]
    public async Task Thumbnails_have_a_limit_of_their_own()
    {
        var application = await open.Host.NewVerifiedApplicationAsync();

        var known = await open.Host.GetAsync("v1/images/7/thumb/", application.Token);
        LimitHeaders(known)
            .ShouldBe([
                "X-RateLimit-Limit-oauth2_client_credentials_thumbnail: 500/min",
                "X-RateLimit-Available-oauth2_client_credentials_thumbnail: 499",
            ]);
        known.Header("Content-Type").ShouldBe("image/svg+xml");

        var anonymous = await open.Host.GetAsync("v1/images/7/thumb/");
        LimitHeaders(anonymous)
            .ShouldBe(["X-RateLimit-Limit-anon_thumbnail: 150/min", "X-RateLimit-Available-anon_thumbnail: 149"]);
    }

    [Fact]
    public async Task Browsers_of_other_origins_may_read_the_limits()
    {
        var application = await open.Host.NewVerifiedApplicationAsync();

        var reply = await open.Host.SendAsync(
            HttpMethod.Get,
            "v1/images/",
            application.Token,
            headers: ("Origin", "https://app.example")
        );

        reply.Header("Access-Control-Allow-Origin").ShouldBe("*");
        foreach (
            var name in (string[])
                [
                    "RateLimit",
                    "RateLimit-Policy",
                    "Retry-After",
                    "X-RateLimit-Available-oauth2_client_credentials_burst",
                ]
        )
        {
            reply.Header("Access-Control-Expose-Headers").Split(", ").ShouldContain(name);
        }
    }

    private static IEnumerable<string> LimitHeaders(Reply reply) =>
        reply
            .Headers.Where(header => header.Key.StartsWith("X-RateLimit", StringComparison.OrdinalIgnoreCase))
            .Select(header => $"{header.Key}: {header.Value}");
}
