using System.Collections.Immutable;
using System.Net;
using Auth.Pipeline;
using Auth.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.RateLimiting;

/// <summary>The limiter as callers see it.</summary>
[Trait("draft", "ratelimit-headers-11")]
public sealed class LimiterWireTests
{
    private static void MapAll(WebApplication app)
    {
        app.MapGet("/", () => "in");
        app.MapGet("/scope", () => "in").RequireScope("read");
        app.MapGet("/export", () => "in").WithRateLimitCost(10);
        app.MapGet("/huge", () => "in").WithRateLimitCost(101);
        app.MapGet("/thumb", () => "in").RequireRateLimit("thumbnail");
        app.MapGet("/search", () => "in").RequireRateLimit("search");
        app.MapGet("/register", () => "in").WithMetadata(new RateLimitPolicyAttribute("register") { ByAddress = true });
        app.MapGet("/health", () => "in").DisableRateLimit();
        app.MapGet("/broken", IResult () => throw new InvalidOperationException());
    }

    private static Task<PipelineHost> StartAsync(params (string Key, string? Value)[] settings) =>
        PipelineHost.StartAsync(
            MapAll,
            [
                ("Auth:RateLimiting:Policies:thumbnail", "5/min"),
                ("Auth:RateLimiting:Policies:search:standard", "3/min"),
                ("Auth:RateLimiting:Policies:register", "2/day"),
                .. settings,
            ]
        );

    [Theory]
    [InlineData("All", true)]
    [InlineData("standard", true)]
    [InlineData("Legacy", false)]
    [InlineData("None", false)]
    public async Task The_host_chooses_the_fields_and_a_refusal_always_says_when(string fields, bool isStandard)
    {
        await using var host = await StartAsync(("Auth:RateLimiting:Fields", fields));
        var token = (await host.RegisterAsync("standard")).Token;

        using var first = await host.GetAsync("/thumb", token);
        for (var i = 0; i < 4; i++)
        {
            (await host.StatusAsync("/thumb", token)).ShouldBe(200);
        }

        using var refused = await host.GetAsync("/thumb", token);

        first.Headers.Contains("RateLimit").ShouldBe(isStandard);
        first.Headers.Contains("RateLimit-Policy").ShouldBe(isStandard);
        ((int)refused.StatusCode).ShouldBe(429);
        refused.Headers.Contains("RateLimit").ShouldBe(isStandard);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 63);
    }

    [Theory]
    [InlineData("anonymous", 20, 200)]
    [InlineData("standard", 100, 10_000)]
    [InlineData("enhanced", 200, 20_000)]
    public async Task A_caller_has_the_windows_of_its_tier(string tier, long burst, long sustained)
    {
        await using var host = await StartAsync();
        var token = tier == "anonymous" ? null : (await host.RegisterAsync(tier)).Token;

        using var response = await host.GetAsync("/", token);

        var policies = response.Policies();
        policies
            .Select(p => (p.Value, p.Number("q"), p.Number("w")))
            .ShouldBe([("burst", burst, 60), ("sustained", sustained, 86_400)]);
        response
            .Limits()
            .Select(l => (l.Value, l.Number("r")))
            .ShouldBe([("burst", burst - 1), ("sustained", sustained - 1)]);
        response.Limits().ShouldAllBe(l => l.Number("t") > 0);
    }

    [Fact]
    public async Task The_window_that_refused_is_named_however_many_there_are()
    {
        await using var host = await PipelineHost.StartAsync(
            app => app.MapGet("/", () => "in"),
            [
                .. Enumerable
                    .Range(10, 40)
                    .Select(i => ($"Auth:RateLimiting:Tiers:standard:w{i}", (string?)(i == 45 ? "1/day" : "1000/day"))),
            ]
        );
        var caller = await host.RegisterAsync();
        (await host.StatusAsync("/", caller.Token)).ShouldBe(200);

        using var refused = await host.GetAsync("/", caller.Token);

        ((int)refused.StatusCode).ShouldBe(429);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("[\"w45\"]");
    }

    [Fact]
    [Trait("line", "L5")]
    [Trait("line", "L6")]
    [Trait("line", "P1")]
    public async Task Exactly_the_limit_is_admitted_and_the_refusal_says_when_to_come_back()
    {
        await using var host = await StartAsync();
        for (var i = 0; i < 20; i++)
        {
            (await host.StatusAsync("/")).ShouldBe(200);
        }

        using var refused = await host.GetAsync("/");

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var problem = await refused.ProblemAsync();
        problem
            .GetProperty("type")
            .GetString()
            .ShouldBe("https://iana.org/assignments/http-problem-types#quota-exceeded");
        problem.GetProperty("violated-policies").EnumerateArray().Select(p => p.GetString()).ShouldBe(["burst"]);
        refused.Left("burst").ShouldBe(0);
        refused.Left("sustained").ShouldBe(180);
        var wait = refused.RetryAfter();
        ((long)wait).ShouldBe(refused.Limits()[0].Number("t")!.Value);
        problem.GetProperty("detail").GetString().ShouldBe($"Try again in {wait} s.");
    }

    [Theory]
    [InlineData("burst", 20, 60)]
    [InlineData("sustained", 10, 86_400)]
    [Trait("line", "L5")]
    public async Task Who_waits_as_long_as_told_is_admitted_and_a_second_less_is_not_promised(
        string window,
        int limit,
        int period
    )
    {
        await using var host = await StartAsync(($"Auth:RateLimiting:Tiers:anonymous:{window}", $"{limit}/{period}s"));
        host.Time.Advance(TimeSpan.FromMilliseconds(777));
        while (await host.StatusAsync("/") == 200) { }

        using var refused = await host.GetAsync("/");
        var wait = TimeSpan.FromSeconds(refused.RetryAfter());
        wait.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(period * 1.1));
        host.Time.Advance(wait - TimeSpan.FromSeconds(1));
        (await host.StatusAsync("/")).ShouldBe(429);
        host.Time.Advance(TimeSpan.FromSeconds(1));

        (await host.StatusAsync("/")).ShouldBe(200);
    }

    [Fact]
    public async Task An_exempt_client_has_no_limit_and_no_headers()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync("exempt");
        foreach (var path in (string[])["/", "/thumb", "/export"])
        {
            using var response = await host.GetAsync(path, caller.Token);

            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            response.Header("RateLimit").ShouldBeNull();
            response.Header("RateLimit-Policy").ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_clients_own_limits_replace_those_of_its_tier()
    {
        await using var host = await StartAsync();
        var limits = ImmutableDictionary<string, string>.Empty.Add("burst", "2/min").Add("hourly", "50/h");
        var caller = await host.RegisterAsync(limits: limits);

        using var first = await host.GetAsync("/", caller.Token);
        using var second = await host.GetAsync("/", caller.Token);

        first
            .Policies()
            .Select(p => (p.Value, p.Number("q")))
            .ShouldBe([("burst", 2), ("hourly", 50), ("sustained", 10_000)]);
        (await host.StatusAsync("/", caller.Token)).ShouldBe(429);
    }

    [Fact]
    [Trait("attack", "46")]
    public async Task An_unverified_client_shares_the_windows_of_its_address()
    {
        await using var host = await StartAsync();
        var (a, b) = (await host.RegisterAsync("enhanced", verified: false), await host.RegisterAsync(verified: false));
        for (var i = 0; i < 7; i++)
        {
            await host.StatusAsync("/", a.Token);
            await host.StatusAsync("/", b.Token);
        }

        using var last = await host.GetAsync("/");
        using var elsewhere = await host.GetAsync("/", a.Token, from: "192.0.2.99");

        last.Left("burst").ShouldBe(5);
        elsewhere.Left("burst").ShouldBe(19);
    }

    [Fact]
    public async Task A_request_with_a_cost_takes_as_many_units_or_none()
    {
        await using var host = await StartAsync(("Auth:RateLimiting:Tiers:anonymous:burst", "15/min"));

        using var first = await host.GetAsync("/export");
        using var second = await host.GetAsync("/export");
        using var small = await host.GetAsync("/");

        first.Left("burst").ShouldBe(5);
        ((int)second.StatusCode).ShouldBe(429);
        second.Left("burst").ShouldBe(5);
        ((int)small.StatusCode).ShouldBe(200);
        small.Left("burst").ShouldBe(4);
        small.Left("sustained").ShouldBe(189);
    }

    [Fact]
    public async Task A_request_that_can_never_be_admitted_is_promised_nothing()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync();

        using var refused = await host.GetAsync("/huge", caller.Token);

        ((int)refused.StatusCode).ShouldBe(429);
        refused.Header("Retry-After").ShouldBeNull();
        var problem = await refused.ProblemAsync();
        problem.GetProperty("detail").GetString().ShouldBe("The request costs more than the limit allows.");
        (await host.StatusAsync("/", caller.Token)).ShouldBe(200);
    }

    [Fact]
    [Trait("attack", "47")]
    public async Task A_policy_has_counters_of_its_own()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync();
        while (await host.StatusAsync("/thumb", caller.Token) == 200) { }

        using var other = await host.GetAsync("/search", caller.Token);
        using var tier = await host.GetAsync("/", caller.Token);
        using var thumb = await host.GetAsync("/thumb", caller.Token);

        (other.Limits()[0].Value, other.Left("search")).ShouldBe(("search", 2));
        tier.Left("burst").ShouldBe(99);
        thumb.Limits().ShouldHaveSingleItem().Value.ShouldBe("thumbnail");
    }

    [Fact]
    public async Task A_tier_that_a_policy_leaves_out_keeps_its_windows()
    {
        await using var host = await StartAsync();

        using var response = await host.GetAsync("/search");

        response.Limits().Select(l => l.Value).ShouldBe(["burst", "sustained"]);
    }

    [Fact]
    public async Task A_policy_by_address_counts_all_callers_of_an_address_together()
    {
        await using var host = await StartAsync();
        var (a, b) = (await host.RegisterAsync("enhanced"), await host.RegisterAsync());

        (await host.StatusAsync("/register", a.Token)).ShouldBe(200);
        (await host.StatusAsync("/register")).ShouldBe(200);
        (await host.StatusAsync("/register", b.Token)).ShouldBe(429);
        (await host.StatusAsync("/register", b.Token, from: "192.0.2.99")).ShouldBe(200);
        (await host.StatusAsync("/", b.Token)).ShouldBe(200);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/nowhere")]
    public async Task What_is_not_limited_has_no_headers_and_counts_nothing(string path)
    {
        await using var host = await StartAsync();
        for (var i = 0; i < 25; i++)
        {
            using var response = await host.GetAsync(path);
            response.Header("RateLimit").ShouldBeNull();
            ((int)response.StatusCode).ShouldBe(path == "/health" ? 200 : 404);
        }

        using var limited = await host.GetAsync("/");
        limited.Left("burst").ShouldBe(19);
    }

    [Fact]
    public async Task Refusals_for_other_reasons_are_counted_and_tell_the_limits_too()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync();

        using var unauthorized = await host.GetAsync("/scope");
        using var forbidden = await host.GetAsync("/scope", caller.Token);
        using var invalid = await host.GetAsync("/", "nobody");
        using var open = await host.GetAsync("/");

        unauthorized.Left("burst").ShouldBe(19);
        forbidden.Left("burst").ShouldBe(99);
        // A token that is no good counts against nobody: its owner must read 401, not 429, whoever shares the address.
        invalid.Header("RateLimit").ShouldBeNull();
        open.Left("burst").ShouldBe(18);
    }

    [Fact]
    public async Task A_shadow_policy_reports_and_never_refuses()
    {
        await using var host = await StartAsync(("Auth:RateLimiting:ShadowPolicies", "thumbnail, default"));
        HttpResponseMessage last = null!;
        for (var i = 0; i < 30; i++)
        {
            last = await host.GetAsync(i % 2 == 0 ? "/" : "/thumb");
            ((int)last.StatusCode).ShouldBe(200);
        }

        last.Left("thumbnail").ShouldBe(0);
        last.Header("Retry-After").ShouldBeNull();
    }

    [Theory]
    [InlineData("/%74humb")]
    [InlineData("/THUMB")]
    [InlineData("/thumb/")]
    [InlineData("/./thumb")]
    [InlineData("/x/../thumb")]
    [InlineData("/thumb?a=b")]
    [InlineData("//thumb/../thumb")]
    [Trait("attack", "45")]
    public async Task Another_spelling_of_a_path_has_the_same_limit(string target)
    {
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                UsesKestrel = true,
                Settings = new Dictionary<string, string?> { ["Auth:RateLimiting:Policies:thumbnail"] = "1/min" },
                Map = app =>
                {
                    app.MapGet("/thumb", () => "in").RequireRateLimit("thumbnail");
                    app.MapGet("/search", () => "in");
                },
            }
        );
        (await host.StatusAsync("/thumb")).ShouldBe(200);

        var answer = await RawHttp.ExchangeAsync(
            "127.0.0.1",
            host.Http.BaseAddress!.Port,
            $"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        );

        answer!.Status.ShouldBeOneOf(429, 404);
        target.StartsWith("//", StringComparison.Ordinal).ShouldBe(answer.Status == 404);
    }
}
