using Auth.RateLimiting;
using Auth.RateLimiting.Together;
using Auth.Rig;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Auth.Pipeline;

/// <summary>What a request costs that the middleware decides about from memory: bytes, and calls of a store.</summary>
public sealed class WarmRequestTests
{
    private const string Tested = "tested";

    /// <summary>The request's own record of 40 bytes, and the text of the RateLimit header.</summary>
    [Theory]
    [InlineData("standard", 192, false)]
    [InlineData("exempt", 48, false)]
    [InlineData("standard", 192, true)]
    public async Task A_warm_request_allocates_little_and_waits_for_nothing(string tier, int ceiling, bool isShared)
    {
        // With shared counters, from units that the node has reserved.
        await using var host = isShared
            ? await SharedHost.StartAsync(new ModelCounterStore(() => Limits.Start))
            : await PipelineHost.StartAsync(app => app.MapGet("/", () => "in").RequireScope().WithDisplayName(Tested));
        var caller = await host.RegisterAsync(tier);
        Widen(host);
        (await host.StatusAsync("/", caller.Token)).ShouldBe(200);
        var request = new RepeatedRequest(host, Tested, caller.Token);

        var bytes = request.Send();

        request.Context.Response.StatusCode.ShouldBe(200);
        request.Context.Response.Headers.ContainsKey("RateLimit").ShouldBe(tier == "standard");
        request.Context.GetCallingClient()!.Id.ShouldBe(caller.Client.Id);
        Expect(bytes, ceiling);
    }

    /// <summary>Where any user will do, the framework's services are not asked; its mark is left, in a dictionary that the framework makes.</summary>
    [Fact]
    public async Task A_plain_Authorize_costs_the_mark_that_it_leaves()
    {
        await using var host = await PipelineHost.StartAsync(app =>
            app.MapGet("/", () => "in").RequireAuthorization().WithDisplayName(Tested)
        );
        var caller = await host.RegisterAsync();
        Widen(host);
        (await host.StatusAsync("/", caller.Token)).ShouldBe(200);
        var request = new RepeatedRequest(host, Tested, caller.Token);

        var bytes = request.Send();

        request.Context.User.Identity!.IsAuthenticated.ShouldBeTrue();
        Expect(bytes, 560);
    }

    /// <summary>The text of the RateLimit header, and small parts of the response; the body is the same for all who wait equally long.</summary>
    [Fact]
    public async Task A_flood_over_the_limit_allocates_little_and_calls_no_store()
    {
        var faults = new FaultInjector();
        await using var host = await StartAsync(faults);
        var caller = await host.RegisterAsync();
        host.Edit(("Auth:RateLimiting:Tiers:standard:burst", "1/min"));
        (await host.StatusAsync("/", caller.Token)).ShouldBe(200);
        (await host.StatusAsync("/", caller.Token)).ShouldBe(429);
        faults.Forget();
        var request = new RepeatedRequest(host, Tested, caller.Token);

        var bytes = request.Send();

        request.Context.Response.StatusCode.ShouldBe(429);
        request.Context.Response.Headers.RetryAfter.ToString().ShouldNotBeEmpty();
        LookUps(faults).ShouldBeEmpty();
        Expect(bytes, 176);
    }

    /// <summary>An invented token has no tag of this server: nothing is looked up.</summary>
    [Fact]
    public async Task A_flood_of_forged_tokens_allocates_little_and_calls_no_store()
    {
        var faults = new FaultInjector();
        await using var host = await StartAsync(faults);
        var caller = await host.RegisterAsync();
        faults.Forget();
        var forged = caller.Token[..^1] + (caller.Token[^1] == 'a' ? 'b' : 'a');
        var request = new RepeatedRequest(host, Tested, forged);

        var bytes = request.Send();

        request.Context.Response.StatusCode.ShouldBe(401);
        LookUps(faults).ShouldBeEmpty();
        Expect(bytes, 64);
    }

    [Fact]
    public async Task A_warm_request_calls_no_store_and_a_cold_one_asks_once()
    {
        var faults = new FaultInjector();
        await using var host = await StartAsync(faults);
        var caller = await host.RegisterAsync();
        faults.Forget();

        for (var i = 0; i < 20; i++)
        {
            (await host.StatusAsync("/", caller.Token)).ShouldBe(200);
        }

        LookUps(faults).ShouldBe(["ITokenStore.FindAsync"]);
    }

    private static Task<PipelineHost> StartAsync(FaultInjector faults) =>
        PipelineHost.StartAsync(
            new PipelineSetup
            {
                Auth = faults.Attach,
                Map = app => app.MapGet("/", () => "in").RequireScope().WithDisplayName(Tested),
            }
        );

    /// <summary>What requests ask of stores; the workers that begin beside them claim and remove.</summary>
    private static IEnumerable<string> LookUps(FaultInjector faults) =>
        faults.Calls.Where(call =>
            !call.StartsWith("IOutboxStore.", StringComparison.Ordinal)
            && !call.Contains(".Remove", StringComparison.Ordinal)
        );

    private static void Widen(PipelineHost host) =>
        host.Edit(
            ("Auth:RateLimiting:Tiers:standard:burst", "1000000/min"),
            ("Auth:RateLimiting:Tiers:standard:sustained", "10000000/day")
        );

    private static void Expect(long bytes, int ceiling)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes");
        bytes.ShouldBeLessThanOrEqualTo(ceiling);
    }
}
