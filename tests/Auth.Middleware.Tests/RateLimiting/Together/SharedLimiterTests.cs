using System.Globalization;
using Auth.Pipeline;
using Microsoft.AspNetCore.Builder;

namespace Auth.RateLimiting.Together;

/// <summary>One node over shared counters that the test controls.</summary>
public sealed class SharedLimiterTests
{
    private long _now = Limits.Start;

    [Fact]
    public async Task A_busy_client_asks_the_store_rarely_and_its_headers_count_every_request()
    {
        var counters = NewCounters();
        await using var host = await StartAsync(counters, "1000/day");
        var caller = await host.RegisterAsync("standard");

        for (var request = 1; request <= 400; request++)
        {
            using var reply = await host.GetAsync("/", caller.Token);
            ((int)reply.StatusCode).ShouldBe(200);
            reply.Headers.GetValues("RateLimit").Single().ShouldStartWith($"\"day\";r={1_000 - request};");
        }

        counters.Calls.ShouldBeLessThan(60);
    }

    [Theory]
    [InlineData("Leased")]
    [InlineData("Exact")]
    public async Task Exactly_the_limit_is_admitted_and_refusals_take_nothing(string coordination)
    {
        var counters = NewCounters();
        await using var host = await StartAsync(counters, "50/day", ("Coordination", coordination));
        var caller = await host.RegisterAsync("standard");

        var statuses = new List<int>();
        for (var request = 0; request < 80; request++)
        {
            statuses.Add(await host.StatusAsync("/", caller.Token));
        }

        statuses.ShouldBe([.. Enumerable.Repeat(200, 50), .. Enumerable.Repeat(429, 30)]);
        counters.Used().ShouldBe(50);
    }

    [Theory]
    [InlineData("Leased")]
    [InlineData("Exact")]
    public async Task Who_is_refused_is_admitted_after_Retry_After(string coordination)
    {
        await using var host = await StartAsync(NewCounters(), "5/min", ("Coordination", coordination));
        var caller = await host.RegisterAsync("standard");
        for (var request = 0; request < 5; request++)
        {
            (await host.StatusAsync("/", caller.Token)).ShouldBe(200);
        }

        using var refused = await host.GetAsync("/", caller.Token);
        var seconds = int.Parse(refused.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture);
        seconds.ShouldBeInRange(1, 63);
        Advance(host, TimeSpan.FromSeconds(seconds));

        (await host.StatusAsync("/", caller.Token)).ShouldBe(200);
    }

    [Theory]
    [InlineData("Leased")]
    [InlineData("Exact")]
    public async Task Two_nodes_admit_one_limit_together(string coordination)
    {
        var counters = NewCounters();
        await using var first = await StartAsync(counters, "60/day", ("Coordination", coordination));
        await using var second = await StartAsync(counters, "60/day", ("Coordination", coordination));
        var admitted = 0;
        var (here, there) = (await Anonymous(first), await Anonymous(second));

        for (var request = 0; request < 100; request++)
        {
            admitted += await first.StatusAsync("/open", from: "192.0.2.1") == 200 ? 1 : 0;
            admitted += await second.StatusAsync("/open", from: "192.0.2.1") == 200 ? 1 : 0;
        }

        (here, there).ShouldBe((200, 200));
        (admitted + 2).ShouldBe(60);

        static Task<int> Anonymous(PipelineHost host) => host.StatusAsync("/open", from: "192.0.2.1");
    }

    [Fact]
    public async Task Without_an_answer_a_node_admits_its_share_and_says_so_once()
    {
        var counters = NewCounters();
        counters.Nodes = 3;
        await using var host = await StartAsync(counters, "60/day");
        var caller = await host.RegisterAsync("standard");
        counters.Fails = true;

        var admitted = 0;
        for (var request = 0; request < 60; request++)
        {
            admitted += await host.StatusAsync("/", caller.Token) == 200 ? 1 : 0;
        }

        admitted.ShouldBe(20);
        counters.Calls.ShouldBe(3);
        host.Log.Of("SharedCountersDown").Count().ShouldBe(1);

        counters.Fails = false;
        Advance(host, TimeSpan.FromMilliseconds(300));
        (await host.StatusAsync("/", caller.Token)).ShouldBe(200);
        host.Log.Of("SharedCountersUp").Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("Allow", 200)]
    [InlineData("Reject", 503)]
    public async Task What_is_configured_is_done_without_an_answer(string policy, int status)
    {
        var counters = NewCounters();
        counters.Fails = true;
        await using var host = await StartAsync(counters, "1/day", ("WhenUnavailable", policy));
        var caller = await host.RegisterAsync("standard");

        for (var request = 0; request < 5; request++)
        {
            using var reply = await host.GetAsync("/", caller.Token);
            ((int)reply.StatusCode).ShouldBe(status);
            reply.Headers.Contains("Retry-After").ShouldBe(status == 503);
        }
    }

    [Fact]
    public async Task A_store_that_hangs_costs_a_request_its_timeout_and_the_next_ones_nothing()
    {
        var counters = NewCounters();
        await using var host = await StartAsync(counters, "60/day");
        var caller = await host.RegisterAsync("standard");
        counters.Hangs = true;

        for (var failure = 0; failure < 3; failure++)
        {
            var asked = counters.Calls;
            var pending = host.StatusAsync("/", caller.Token);
            while (counters.Calls == asked)
            {
                await Task.Yield();
            }

            // The question is on its way; its timer may be set a moment later.
            for (var turn = 0; turn < 20 && !pending.IsCompleted; turn++)
            {
                Advance(host, TimeSpan.FromMilliseconds(turn == 0 ? 50 : 10));
                await Task.WhenAny(pending, Task.Delay(TimeSpan.FromSeconds(1)));
            }

            (await pending.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe(200);
        }

        // Nobody advances the clock any more: whoever waited would wait for ever.
        (await host.StatusAsync("/", caller.Token).WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe(200);
    }

    [Fact]
    public async Task A_client_without_windows_never_asks()
    {
        var counters = NewCounters();
        await using var host = await StartAsync(counters, "1/day");
        var caller = await host.RegisterAsync("exempt");

        (await host.StatusAsync("/", caller.Token)).ShouldBe(200);
        (await host.StatusAsync("/", caller.Token)).ShouldBe(200);

        counters.Calls.ShouldBe(0);
    }

    private ModelCounterStore NewCounters() => new(() => Volatile.Read(ref _now));

    private void Advance(PipelineHost host, TimeSpan time)
    {
        Interlocked.Add(ref _now, (long)time.TotalMilliseconds);
        host.Time.Advance(time);
    }

    private static Task<PipelineHost> StartAsync(
        ModelCounterStore counters,
        string day,
        params (string Key, string? Value)[] settings
    )
    {
        var setup = SharedHost.Setup(
            counters,
            [
                ("Tiers:standard:burst", "off"),
                ("Tiers:standard:sustained", "off"),
                ("Tiers:standard:day", day),
                ("Tiers:anonymous:burst", "off"),
                ("Tiers:anonymous:sustained", day),
                .. settings,
            ]
        );
        return PipelineHost.StartAsync(
            setup with
            {
                Map = app =>
                {
                    app.MapGet("/", () => "in").RequireScope();
                    app.MapGet("/open", () => "in");
                },
            }
        );
    }
}
