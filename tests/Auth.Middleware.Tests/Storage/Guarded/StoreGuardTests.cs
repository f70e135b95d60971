using Auth.Pipeline;
using Auth.Telemetry;
using Auth.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.Storage.Guarded;

/// <summary>Nobody waits for a store that has fallen silent, and nobody is sent away by one that is only slow.</summary>
public sealed class StoreGuardTests : IAsyncLifetime
{
    private readonly SilentStore _store = new();
    private PipelineHost _host = null!;
    private HeardMetrics _metrics = null!;

    private StoreGuard Guard => _host.Services.GetRequiredService<StoreGuard>();

    public async ValueTask InitializeAsync()
    {
        _host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Settings = new Dictionary<string, string?>
                {
                    ["Auth:ServerKey"] = Convert.ToBase64String(new byte[32]),
                },
                Services = services => services.AddHealthChecks().AddClientCredentialsAuth(),
                Auth = auth => auth.UseStore<IStoreLifecycle>(_ => _store),
                Map = app => app.MapHealthChecks("/ready"),
            }
        );
        _metrics = new HeardMetrics(_host);
    }

    public async ValueTask DisposeAsync()
    {
        _store.Speak();
        _metrics.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task All_who_wait_for_a_silent_store_are_sent_away_and_nobody_asks_it_any_more()
    {
        (_store.IsSilent, _store.IsDead) = (true, true);
        var waiting = Enumerable.Range(0, 20).Select(_ => AskAsync()).ToList();

        await PassAsync(() => Guard.IsDown);

        foreach (var call in waiting)
        {
            await Should.ThrowAsync<StoreUnavailableException>(call);
        }

        await Should.ThrowAsync<StoreUnavailableException>(AskAsync());
        _store.Calls.ShouldBe(20);
        _store.Abandoned.ShouldBe(1);
        _metrics.Of("auth.store.outages").Count().ShouldBe(1);
        _metrics.Of("auth.store.refusals").Count().ShouldBe(21);
        // The host has no mail server either, and says so at its start.
        var line = _host
            .Log.All.Where(line => line.Level >= LogLevel.Warning && line.Event != "MailNotConfigured")
            .ShouldHaveSingleItem();
        (line.Level, line.Event).ShouldBe((LogLevel.Error, "StoreDown"));
        (await _host.StatusAsync("/ready")).ShouldBe(503);
    }

    [Fact]
    public async Task The_first_sign_of_life_lets_everybody_in_again()
    {
        (_store.IsSilent, _store.IsDead) = (true, true);
        var waiting = AskAsync();
        await PassAsync(() => Guard.IsDown);
        await Should.ThrowAsync<StoreUnavailableException>(waiting);

        _store.Speak();
        await PassAsync(() => !Guard.IsDown);

        (await AskAsync()).ShouldBe(1);
        _host.Log.Of("StoreUp").Count().ShouldBe(1);
        (_store.IsSilent, _store.IsDead) = (true, true);
        _ = AskAsync();
        await PassAsync(() => Guard.IsDown);
        _host.Log.Of("StoreDown").Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_slow_call_is_waited_for_while_the_store_gives_a_sign_of_life()
    {
        _store.IsSilent = true;
        var slow = AskAsync();

        for (var i = 0; i < 100; i++)
        {
            await StepAsync();
        }

        slow.IsCompleted.ShouldBeFalse();
        Guard.IsDown.ShouldBeFalse();
        _store.Speak();
        (await slow).ShouldBe(2);
        _host.Log.Of("StoreDown").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_call_is_a_failure_while_the_store_lives_and_an_outage_when_it_does_not()
    {
        var failure = new InvalidOperationException("No such client.");
        ValueTask<int> Fail(CancellationToken _) => ValueTask.FromException<int>(failure);

        (await Should.ThrowAsync<InvalidOperationException>(Guard.AskAsync(Fail, default).AsTask())).ShouldBe(failure);
        Guard.IsDown.ShouldBeFalse();

        _store.Failure = new IOException("Connection refused.");
        var outage = await Should.ThrowAsync<StoreUnavailableException>(Guard.AskAsync(Fail, default).AsTask());
        outage.InnerException.ShouldBe(failure);
        Guard.IsDown.ShouldBeTrue();
    }

    [Fact]
    public async Task A_caller_who_leaves_does_not_take_the_call_along()
    {
        _store.IsSilent = true;
        using var caller = new CancellationTokenSource();
        var call = Guard.AskAsync(_store.CallAsync, caller.Token).AsTask();

        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call);
        _store.Speak();
        Guard.IsDown.ShouldBeFalse();
    }

    [Fact]
    public async Task A_store_in_the_process_or_on_its_disk_is_waited_for()
    {
        var local = new SilentStore
        {
            IsRemote = false,
            IsSilent = true,
            IsDead = true,
        };
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Settings = new Dictionary<string, string?>
                {
                    ["Auth:ServerKey"] = Convert.ToBase64String(new byte[32]),
                },
                Auth = auth => auth.UseStore<IStoreLifecycle>(_ => local),
            }
        );
        var call = host.Services.GetRequiredService<StoreGuard>().AskAsync(local.CallAsync, default).AsTask();

        for (var i = 0; i < 100; i++)
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(25));
            await Task.Yield();
        }

        call.IsCompleted.ShouldBeFalse();
        local.Speak();
        (await call).ShouldBe(2);
    }

    [Fact]
    public async Task With_endless_patience_silence_is_waited_for_and_a_refusal_is_still_an_outage()
    {
        _host.Services.GetRequiredService<IOptionsMonitor<ClientCredentialsAuthOptions>>().CurrentValue.Store.Patience =
            Timeout.InfiniteTimeSpan;
        (_store.IsSilent, _store.IsDead) = (true, true);
        var call = AskAsync();

        for (var i = 0; i < 20; i++)
        {
            _host.Time.Advance(TimeSpan.FromDays(1));
            await Task.Yield();
        }

        call.IsCompleted.ShouldBeFalse();
        Guard.IsDown.ShouldBeFalse();
        _store.Speak();
        (await call).ShouldBe(2);

        _store.Failure = new IOException("Connection refused.");
        await Should.ThrowAsync<StoreUnavailableException>(
            Guard.AskAsync(_ => ValueTask.FromException<int>(new IOException()), default).AsTask()
        );
    }

    [Fact]
    public async Task An_answer_that_comes_in_the_very_moment_the_time_is_up_is_an_answer()
    {
        const int Rounds = 3_000;
        var answers = Enumerable.Range(0, Rounds).Select(_ => new TaskCompletionSource<int>()).ToArray();
        var calls = answers
            .Select(answer => Guard.AskAsync(_ => new ValueTask<int>(answer.Task), default).AsTask())
            .ToArray();

        // All wait for the same moment; their timers ring one after the other while the answers come.
        await Race.RunAsync(
            2,
            1,
            (_, contestant) =>
            {
                if (contestant == 0)
                {
                    _host.Time.Advance(TimeSpan.FromMilliseconds(100));
                }
                else
                {
                    Array.ForEach(answers, answer => answer.SetResult(2));
                }

                return Task.FromResult(true);
            }
        );

        (await Task.WhenAll(calls)).ShouldAllBe(answer => answer == 2);
        Guard.IsDown.ShouldBeFalse();
    }

    private Task<int> AskAsync() => Guard.AskAsync(_store.CallAsync, default).AsTask();

    private async Task StepAsync()
    {
        _host.Time.Advance(TimeSpan.FromMilliseconds(25));
        await Task.Delay(1);
    }

    private async Task PassAsync(Func<bool> isSo)
    {
        for (var i = 0; i < 10_000 && !isSo(); i++)
        {
            await StepAsync();
        }

        isSo().ShouldBeTrue();
    }
}
