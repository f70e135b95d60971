using System.Globalization;
using Auth.Rig;

namespace Auth.Dialects.Fediverse;

/// <summary>The limits of both dialects and their headers.</summary>
public sealed class LimitTests
{
    private const string Apps = "/api/v1/apps";
    private const string Verify = "/api/v1/apps/verify_credentials";

    [Fact]
    public async Task Five_registrations_fit_into_ten_minutes_valid_or_not()
    {
        await using var host = await FediverseHost.StartAsync();
        for (var left = 4; left >= 0; left--)
        {
            var reply = left % 2 == 0 ? await RegisterAsync(host) : await host.PostAsync(Apps);

            reply.Status.ShouldBe(left % 2 == 0 ? 200 : 422);
            reply.Header("X-RateLimit-Limit").ShouldBe("5");
            reply.Header("X-RateLimit-Remaining").ShouldBe(left.ToString(CultureInfo.InvariantCulture));
        }

        var refused = await RegisterAsync(host);

        refused.Status.ShouldBe(429);
        refused.Body.ShouldBe("""{"error":"Too many requests"}""");
        refused.Header("X-RateLimit-Limit").ShouldBe("5");
        refused.Header("X-RateLimit-Remaining").ShouldBe("0");
        refused.Header("Content-Type")!.ShouldStartWith("application/json");
        (await RegisterAsync(host, "203.0.113.9")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_time_of_reset_is_a_boundary_of_the_clock_with_the_fraction_of_now()
    {
        await using var host = await FediverseHost.StartAsync();
        host.Clock.Advance(TimeSpan.FromMicroseconds(2_806_256));
        var now = host.Clock.GetUtcNow();

        var reply = await RegisterAsync(host);

        var text = reply.Header("X-RateLimit-Reset")!;
        text.ShouldMatch("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z$");
        var reset = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        (reset.ToUnixTimeSeconds() % 600).ShouldBe(0);
        (reset.Ticks % TimeSpan.TicksPerSecond).ShouldBe(now.Ticks % TimeSpan.TicksPerSecond);
        (reset - now).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task A_new_window_begins_at_the_time_of_reset()
    {
        await using var host = await FediverseHost.StartAsync();
        WireReply reply;
        do
        {
            reply = await RegisterAsync(host);
        } while (reply.Status == 200);

        var reset = DateTimeOffset.Parse(reply.Header("X-RateLimit-Reset")!, CultureInfo.InvariantCulture);
        host.Clock.Advance(reset - host.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        (await RegisterAsync(host)).Status.ShouldBe(429);
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));

        (await RegisterAsync(host)).Header("X-RateLimit-Remaining").ShouldBe("4");
    }

    [Fact]
    public async Task Three_hundred_requests_fit_into_five_minutes_and_refusals_count()
    {
        await using var host = await FediverseHost.StartAsync();
        var token = await host.TokenAsync(await host.RegisterAsync());

        var first = await host.GetAsync(Verify, FediverseHost.Bearer(token));
        var anonymous = await host.GetAsync(Verify);
        first.Header("X-RateLimit-Limit").ShouldBe("300");
        first.Header("X-RateLimit-Remaining").ShouldBe("299");
        anonymous.Status.ShouldBe(401);
        anonymous.Header("X-RateLimit-Remaining").ShouldBe("298");
        for (var i = 2; i < 300; i++)
        {
            (await host.GetAsync("/api/v1/instance")).Status.ShouldBe(200);
        }

        var refused = await host.GetAsync(Verify, FediverseHost.Bearer(token));

        refused.Status.ShouldBe(429);
        refused.Body.ShouldBe("""{"error":"Too many requests"}""");
    }

    [Fact]
    public async Task A_preflight_and_the_OAuth_endpoints_are_not_counted()
    {
        await using var host = await FediverseHost.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            var preflight = await host.SendAsync(
                HttpMethod.Options,
                Apps,
                content: null,
                ("Origin", "https://a.example"),
                ("Access-Control-Request-Method", "POST")
            );
            preflight.Status.ShouldBe(200);
            preflight.Header("X-RateLimit-Limit").ShouldBeNull();
        }

        (await RegisterAsync(host)).Header("X-RateLimit-Remaining").ShouldBe("4");
        (await host.PostAsync("/oauth/token")).Header("X-RateLimit-Limit").ShouldBeNull();
        (await host.GetAsync("/.well-known/oauth-authorization-server")).Header("X-RateLimit-Limit").ShouldBeNull();
    }

    [Fact]
    public async Task GoToSocial_counts_everything_of_an_address_together()
    {
        await using var host = await FediverseHost.StartAsync();
        host.Clock.Advance(TimeSpan.FromMicroseconds(1_234_567));
        const string social = FediverseHost.GoToSocial;

        var registered = await host.PostAsync(social + Apps, ("client_name", "a"));
        var token = await host.PostAsync(social + "/oauth/token");
        var instance = await host.GetAsync(social + "/api/v1/instance");

        registered.Status.ShouldBe(200);
        registered.Header("X-Ratelimit-Limit").ShouldBe("300");
        registered.Header("X-Ratelimit-Remaining").ShouldBe("299");
        token.Header("X-Ratelimit-Remaining").ShouldBe("298");
        instance.Header("X-Ratelimit-Remaining").ShouldBe("297");
        instance.Header("X-Ratelimit-Reset")!.ShouldMatch("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:00\\.000Z$");
        registered.Header("X-Ratelimit-Reset").ShouldBe(instance.Header("X-Ratelimit-Reset"));
        registered.Headers.ShouldContain(header => header.Key == "X-Ratelimit-Reset");
    }

    [Fact]
    public async Task GoToSocial_refuses_the_request_after_the_three_hundredth()
    {
        await using var host = await FediverseHost.StartAsync();
        for (var i = 0; i < 300; i++)
        {
            (await host.GetAsync(FediverseHost.GoToSocial + "/api/v1/instance")).Status.ShouldBe(200);
        }

        foreach (var path in (string[])["/oauth/token", "/oauth/revoke", Apps])
        {
            var refused = await host.PostAsync(FediverseHost.GoToSocial + path);
            refused.Status.ShouldBe(429, path);
            refused.Body.ShouldBe("""{"error":"rate limit reached"}""");
            refused.Header("X-Ratelimit-Remaining").ShouldBe("0");
            refused.Header("Retry-After").ShouldNotBeNull();
        }
    }

    private static Task<WireReply> RegisterAsync(FediverseHost host, string? address = null) =>
        host.SendAsync(
            HttpMethod.Post,
            Apps,
            FediverseHost.Form(("client_name", "a"), ("redirect_uris", "https://a.example/")),
            address is null ? [] : [(FediverseHost.AddressHeader, address)]
        );
}
