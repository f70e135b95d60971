using System.Net;
using Auth.Pipeline;
using Auth.Storage;
using Auth.TestKit;
using Auth.Token;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Bearer.Sessions;

/// <summary>How long what was read of a token is believed.</summary>
public sealed class SessionLifetimeTests
{
    private static readonly TimeSpan CacheLifetime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task A_warm_request_makes_no_store_call()
    {
        var (host, tokens) = await SessionHost.StartAsync();
        await using var _ = host;
        var caller = await host.RegisterAsync();
        await host.StatusAsync("/", caller.Token);

        for (var i = 0; i < 20; i++)
        {
            (await host.StatusAsync("/", caller.Token)).ShouldBe(200);
        }

        tokens.Finds.ShouldBe(1);
    }

    [Fact]
    [Trait("attack", "13")]
    public async Task A_session_is_read_again_when_the_cache_lifetime_is_over()
    {
        var (host, tokens) = await SessionHost.StartAsync(("Auth:Bearer:CacheLifetime", "00:00:03"));
        await using var _ = host;
        var caller = await host.RegisterAsync();
        await host.StatusAsync("/", caller.Token);

        host.Time.Advance(TimeSpan.FromSeconds(3) - Millisecond);
        await host.StatusAsync("/", caller.Token);
        tokens.Finds.ShouldBe(1);
        host.Time.Advance(Millisecond);
        await host.StatusAsync("/", caller.Token);
        tokens.Finds.ShouldBe(2);
    }

    [Fact]
    [Trait("attack", "15")]
    public async Task A_token_ends_on_time_though_it_is_cached()
    {
        var (host, _) = await SessionHost.StartAsync();
        await using var _1 = host;
        var caller = await host.RegisterAsync(lifetime: TimeSpan.FromSeconds(2));
        await host.StatusAsync("/", caller.Token);

        host.Time.Advance(TimeSpan.FromSeconds(2) - Millisecond);
        (await host.StatusAsync("/", caller.Token)).ShouldBe(200);
        host.Time.Advance(Millisecond);
        using var ended = await host.GetAsync("/", caller.Token);
        ended.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        ended.Challenge().ShouldContain("error_description=\"The access token has expired.\"");
    }

    [Fact]
    public async Task A_client_that_nobody_verified_lapses_on_time_though_its_token_is_cached()
    {
        var (host, _) = await SessionHost.StartAsync();
        await using var _1 = host;
        var caller = await host.RegisterAsync(verified: false);
        var lapsing = caller.Client with { LapsesAt = host.Time.GetUtcNow() + TimeSpan.FromSeconds(2) };
        await host.Services.GetRequiredService<IClientStore>().TryUpdateAsync(lapsing, default);
        (await host.StatusAsync("/", caller.Token)).ShouldBe(200);

        host.Time.Advance(TimeSpan.FromSeconds(2));

        (await host.StatusAsync("/", caller.Token)).ShouldBe(401);
    }

    [Fact]
    [Trait("attack", "54")]
    public async Task A_forged_token_makes_no_store_call()
    {
        var (host, tokens) = await SessionHost.StartAsync();
        await using var _ = host;
        var token = (await host.RegisterAsync()).Token;

        // The first character is part of the random text, the last of the tag.
        foreach (var at in (int[])[token.Length - 54, token.Length - 11, token.Length - 1])
        {
            var forged = $"{token[..at]}{(token[at] == 'x' ? 'y' : 'x')}{token[(at + 1)..]}";
            (await host.StatusAsync("/", forged)).ShouldBe(401);
        }

        tokens.Finds.ShouldBe(0);
    }

    [Fact]
    [Trait("attack", "14")]
    public async Task A_token_that_is_gone_is_looked_up_once_a_second_at_the_most()
    {
        var (host, tokens) = await SessionHost.StartAsync();
        await using var _ = host;
        var caller = await host.RegisterAsync();
        await host.Services.GetRequiredService<TokenRevoker>().RevokeAllAsync(caller.Client.Id, default);

        (await host.StatusAsync("/", caller.Token)).ShouldBe(401);
        host.Time.Advance(TimeSpan.FromSeconds(1) - Millisecond);
        (await host.StatusAsync("/", caller.Token)).ShouldBe(401);
        tokens.Finds.ShouldBe(1);
        host.Time.Advance(Millisecond);
        (await host.StatusAsync("/", caller.Token)).ShouldBe(401);
        tokens.Finds.ShouldBe(2);
    }

    [Fact]
    public async Task While_the_store_is_down_cached_tokens_work_and_others_are_not_called_invalid()
    {
        var (host, tokens) = await SessionHost.StartAsync();
        await using var _ = host;
        var (warm, cold) = (await host.RegisterAsync(), await host.RegisterAsync());
        await host.StatusAsync("/", warm.Token);

        tokens.Failure = new TimeoutException("The database does not answer.");
        (await host.StatusAsync("/", warm.Token)).ShouldBe(200);
        using var refused = await host.GetAsync("/", cold.Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Header("Retry-After").ShouldBe("5");
        refused.Header("WWW-Authenticate").ShouldBeNull();
        (await refused.ProblemAsync()).ToString().ShouldNotContain("database");
        host.Time.Advance(CacheLifetime);
        (await host.StatusAsync("/", warm.Token)).ShouldBe(503);

        tokens.Failure = null;
        (await host.StatusAsync("/", warm.Token)).ShouldBe(200);
        (await host.StatusAsync("/", cold.Token)).ShouldBe(200);
    }

    [Fact]
    public async Task An_operation_that_the_store_cancels_by_itself_is_a_failure_too()
    {
        var (host, tokens) = await SessionHost.StartAsync();
        await using var _ = host;
        var caller = await host.RegisterAsync();
        tokens.Failure = new TaskCanceledException();

        (await host.StatusAsync("/", caller.Token)).ShouldBe(503);
    }

    [Fact]
    public async Task Cold_requests_with_one_token_share_one_look_up()
    {
        var (host, tokens) = await SessionHost.StartAsync();
        await using var _ = host;
        var callers = new Caller[20];
        for (var i = 0; i < callers.Length; i++)
        {
            callers[i] = await host.RegisterAsync();
        }

        var statuses = await Race.RunAsync(
            contestants: 20,
            rounds: callers.Length,
            (round, _) => host.StatusAsync("/", callers[round].Token)
        );

        statuses.ShouldAllBe(round => round.All(status => status == 200));
        tokens.Finds.ShouldBe(callers.Length);
    }

    [Fact]
    public async Task A_hundred_requests_wait_for_one_slow_look_up()
    {
        var (host, tokens) = await SessionHost.StartAsync();
        await using var _ = host;
        var caller = await host.RegisterAsync();
        var answer = new TaskCompletionSource();
        tokens.AfterRead = () => answer.Task;

        var requests = Enumerable.Range(0, 100).Select(_ => host.StatusAsync("/", caller.Token)).ToList();
        answer.SetResult();

        (await Task.WhenAll(requests)).ShouldAllBe(status => status == 200);
        tokens.Finds.ShouldBe(1);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_does_not_spoil_the_look_up_of_others()
    {
        var (host, tokens) = await SessionHost.StartAsync();
        await using var _ = host;
        var caller = await host.RegisterAsync();
        var answer = new TaskCompletionSource();
        var reading = new TaskCompletionSource();
        tokens.AfterRead = () =>
        {
            reading.TrySetResult();
            return answer.Task;
        };
        using var hangUp = new CancellationTokenSource();
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Authorization = new("Bearer", caller.Token);

        var first = host.Http.SendAsync(request, hangUp.Token);
        await reading.Task;
        var second = host.StatusAsync("/", caller.Token);
        await hangUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        answer.SetResult();

        (await second).ShouldBe(200);
        tokens.Finds.ShouldBe(1);
        host.Log.Of("TokenStoreUnavailable").ShouldBeEmpty();
    }
}
