using Auth.Pipeline;
using Microsoft.AspNetCore.Builder;

namespace Auth.RateLimiting;

/// <summary>Edits of a running host's configuration.</summary>
public sealed class LiveEditTests
{
    private const string Burst = "Auth:RateLimiting:Tiers:standard:burst";

    [Fact]
    public async Task New_limits_apply_to_the_next_request_and_keep_what_was_counted()
    {
        await using var host = await PipelineHost.StartAsync(app => app.MapGet("/", () => "in"));
        var caller = await host.RegisterAsync();
        (await LeftAsync(host, caller)).ShouldBe(99);

        host.Edit((Burst, "50/min"));
        (await LeftAsync(host, caller)).ShouldBe(48);
        host.Edit((Burst, "1/min"));
        (await host.StatusAsync("/", caller.Token)).ShouldBe(429);
        host.Edit((Burst, "off"));
        using var unlimited = await host.GetAsync("/", caller.Token);
        unlimited.Limits().ShouldHaveSingleItem().Value.ShouldBe("sustained");
    }

    [Fact]
    public async Task An_edit_of_limits_that_is_not_valid_changes_nothing_and_is_logged()
    {
        await using var host = await PipelineHost.StartAsync(app => app.MapGet("/", () => "in"));
        var caller = await host.RegisterAsync();

        host.Edit((Burst, "fast"), ("Auth:RateLimiting:Tiers:anonymous:burst", "7/min"));

        (await LeftAsync(host, caller)).ShouldBe(99);
        host.Log.Of("RateLimitsRejected").Distinct().ShouldHaveSingleItem().ShouldContain($"{Burst} is 'fast'");
        host.Edit((Burst, "30/min"));
        (await LeftAsync(host, caller)).ShouldBe(28);
    }

    [Fact]
    public async Task A_policy_that_an_edit_takes_away_leaves_the_endpoint_with_the_tiers_windows()
    {
        await using var host = await PipelineHost.StartAsync(
            app => app.MapGet("/", () => "in").RequireRateLimit("thumbnail"),
            ("Auth:RateLimiting:Policies:thumbnail", "5/min")
        );
        var caller = await host.RegisterAsync();

        host.Edit(("Auth:RateLimiting:Policies:thumbnail", null));

        // A value that is null is no rate: the edit is refused, and nobody goes unlimited.
        using var response = await host.GetAsync("/", caller.Token);
        response.Limits().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("Auth:Bearer:CacheLifetime", "7.00:00:00")]
    [InlineData("Auth:Bearer:CacheLifetime", "soon")]
    [InlineData("Auth:CredentialPrefix", "Not A Prefix")]
    public async Task An_edit_of_other_settings_that_is_not_valid_keeps_the_last_good_ones(string key, string value)
    {
        await using var host = await PipelineHost.StartAsync(app => app.MapGet("/", () => "in").RequireScope());
        var (warm, cold) = (await host.RegisterAsync(), await host.RegisterAsync());
        await host.StatusAsync("/", warm.Token);

        host.Edit((key, value));

        (await host.StatusAsync("/", warm.Token)).ShouldBe(200);
        (await host.StatusAsync("/", cold.Token)).ShouldBe(200);
        host.Log.Of("SettingsRejected").Distinct().ShouldHaveSingleItem().ShouldContain(key);
    }

    [Fact]
    public async Task A_valid_edit_of_other_settings_applies()
    {
        var (host, tokens) = await Bearer.Sessions.SessionHost.StartAsync();
        await using var _ = host;
        host.Edit(("Auth:Bearer:CacheLifetime", "00:00:00"));
        var caller = await host.RegisterAsync();

        await host.StatusAsync("/", caller.Token);
        await host.StatusAsync("/", caller.Token);

        tokens.Finds.ShouldBe(2);
    }

    private static async Task<long> LeftAsync(PipelineHost host, Caller caller)
    {
        using var response = await host.GetAsync("/", caller.Token);
        return response.Left("burst");
    }
}
