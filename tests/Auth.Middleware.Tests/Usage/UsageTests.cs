using Auth.Pipeline;
using Auth.RateLimiting;
using Auth.Storage;
using Auth.Storage.Guarded;
using Auth.Storage.InMemory;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Usage;

/// <summary>What requests count reaches the store, all of it and once.</summary>
public sealed class UsageTests
{
    private WatchedUsageStore _store = null!;

    [Fact]
    public async Task Allowed_and_refused_requests_are_counted_exactly()
    {
        await using var host = await StartAsync();
        var verified = await host.RegisterAsync();
        var unverified = await host.RegisterAsync(verified: false);
        var exempt = await host.RegisterAsync("exempt");
        for (var i = 0; i < 130; i++)
        {
            await host.StatusAsync("/", verified.Token);
            await host.StatusAsync("/", exempt.Token);
        }

        for (var i = 0; i < 25; i++)
        {
            await host.StatusAsync("/", unverified.Token);
        }

        await FlushAsync(host);

        (await DaysAsync(host, verified)).ShouldBe([(Today(host), 100, 30)]);
        (await DaysAsync(host, unverified)).ShouldBe([(Today(host), 20, 5)]);
        (await DaysAsync(host, exempt)).ShouldBe([(Today(host), 130, 0)]);
    }

    [Fact]
    public async Task Counts_of_many_callers_at_once_add_up()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync("exempt");

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 2_000),
            new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (i, _) =>
            {
                await host.StatusAsync("/", caller.Token);
                if (i % 100 == 0)
                {
                    await FlushAsync(host);
                }
            }
        );
        await FlushAsync(host);

        (await DaysAsync(host, caller)).ShouldBe([(Today(host), 2_000, 0)]);
    }

    [Fact]
    public async Task Each_request_belongs_to_its_day()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync("exempt");
        var first = Today(host);
        host.Time.AdvanceTo(new DateTimeOffset(first.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero).AddMilliseconds(-1));
        var expiry = await host.IssueAsync(caller.Client, TimeSpan.FromDays(2));
        await host.StatusAsync("/", expiry);
        await host.StatusAsync("/", expiry);
        host.Time.Advance(TimeSpan.FromMilliseconds(1));
        await host.StatusAsync("/", expiry);
        await FlushAsync(host);

        (await DaysAsync(host, caller)).ShouldBe([(first, 2, 0), (first.AddDays(1), 1, 0)]);
        (await ReadAsync(host, caller)).LastUsedAt.ShouldBe(host.Time.GetUtcNow());
    }

    [Fact]
    public async Task The_last_use_of_client_and_secret_is_kept()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync();
        var recorder = host.Services.GetRequiredService<UsageRecorder>();
        await host.StatusAsync("/", caller.Token);
        host.Time.Advance(TimeSpan.FromSeconds(3));
        var used = host.Time.GetUtcNow();
        await host.StatusAsync("/", caller.Token);
        recorder.SecretUsed(caller.Client.Id, "first", used);
        await FlushAsync(host);

        var usage = await ReadAsync(host, caller);
        usage.LastUsedAt.ShouldBe(used);
        usage.SecretsLastUsedAt["first"].ShouldBe(used);
    }

    [Fact]
    public async Task While_the_store_is_down_counts_are_kept_and_written_once()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync();
        host.Services.GetRequiredService<UsageRecorder>().SecretUsed(caller.Client.Id, "first", host.Time.GetUtcNow());
        await host.StatusAsync("/", caller.Token);
        _store.Failure = new TimeoutException("down");
        for (var i = 0; i < 3; i++)
        {
            await Should.ThrowAsync<TimeoutException>(() => FlushAsync(host));
            await host.StatusAsync("/", caller.Token);
        }

        _store.Failure = null;
        await FlushAsync(host);
        await FlushAsync(host);

        (await DaysAsync(host, caller)).ShouldBe([(Today(host), 4, 0)]);
        (await ReadAsync(host, caller)).SecretsLastUsedAt.ShouldContainKey("first");
    }

    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(TaskCanceledException))]
    public async Task The_writer_outlives_a_failure(Type failure)
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync();
        await host.StatusAsync("/", caller.Token);
        _store.Failure = (Exception)Activator.CreateInstance(failure)!;
        await TickAsync(host, () => _store.Writes >= 1);
        host.Log.Of("UsageNotWritten").ShouldNotBeEmpty();

        _store.Failure = null;
        var before = _store.Writes;
        await TickAsync(host, () => _store.Writes > before);

        (await DaysAsync(host, caller)).ShouldBe([(Today(host), 1, 0)]);
    }

    [Fact]
    public async Task Stopping_writes_the_rest()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync();
        await host.StatusAsync("/", caller.Token);

        await host.StopAsync();

        (await DaysAsync(host, caller)).ShouldBe([(Today(host), 1, 0)]);
    }

    [Fact]
    public async Task More_clients_than_one_batch_are_all_written()
    {
        await using var host = await StartAsync();
        var meters = host.Services.GetRequiredService<ClientMeters>();
        var clients = host.Services.GetRequiredService<IClientStore>();
        var ids = new List<string>();
        for (var i = 0; i < 2_500; i++)
        {
            var client = Storage.Contracts.Some.Client();
            await clients.AddAsync(client, null, host.Time.GetUtcNow(), default);
            meters.GetOrAdd(client.Id).Count(1, 0, host.Time.GetUtcNow().ToUnixTimeMilliseconds());
            ids.Add(client.Id);
        }

        await FlushAsync(host);

        foreach (var id in ids)
        {
            (await _store.ReadAsync(id, DateOnly.MinValue, default)).Days.ShouldHaveSingleItem().Allowed.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Many_clients_are_written_in_parts_over_the_interval()
    {
        await using var host = await StartAsync();
        var meters = host.Services.GetRequiredService<ClientMeters>();
        var writes = new List<DateTimeOffset>();
        _store.Written = () => writes.Add(host.Time.GetUtcNow());
        var now = host.Time.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 0; i < 5_000; i++)
        {
            meters.GetOrAdd($"busy-{i}").Count(1, 0, now);
        }

        while (writes.Count < 5)
        {
            await host.Time.WaitForTimersAsync();
            host.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        writes
            .Zip(writes.Skip(1), (one, next) => next - one)
            .Min()
            .ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Clients_that_go_on_calling_do_not_keep_the_writer_from_coming_to_an_end()
    {
        await using var host = await StartAsync();
        var meters = host.Services.GetRequiredService<ClientMeters>();
        var now = host.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var busy = Enumerable.Range(0, 2_500).Select(i => meters.GetOrAdd($"busy-{i}")).ToList();
        busy.ForEach(meter => meter.Count(1, 0, now));
        var batches = 0;
        // Whatever is written, everybody calls again before the next batch.
        _store.Written = () =>
        {
            (++batches).ShouldBeLessThanOrEqualTo(3);
            busy.ForEach(meter => meter.Count(1, 0, now));
        };

        await FlushAsync(host);

        batches.ShouldBe(3);
        meters.PendingUsage.ShouldBe(2_500);
    }

    private Task<PipelineHost> StartAsync() =>
        PipelineHost.StartAsync(
            new PipelineSetup
            {
                Auth = auth =>
                    auth.UseStore<IUsageStore>(services =>
                        _store = new WatchedUsageStore(
                            new InMemoryUsageStore(services.GetRequiredService<InMemoryDatabase>())
                        )
                    ),
                Map = app => app.MapGet("/", () => "in"),
            }
        );

    /// <summary>Lets the writer's clock tick until something has happened.</summary>
    private static async Task TickAsync(PipelineHost host, Func<bool> happened)
    {
        while (!happened())
        {
            await host.Time.WaitForTimersAsync();
            host.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }
    }

    private static Task FlushAsync(PipelineHost host) =>
        host.Services.GetRequiredService<UsageWriter>().FlushAsync(default);

    private static DateOnly Today(PipelineHost host) => DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime);

    /// <summary>Reads the store itself: what is there was written to it, through what the host wraps it in.</summary>
    private async Task<ClientUsage> ReadAsync(PipelineHost host, Caller caller)
    {
        host.Services.GetRequiredService<IUsageStore>().ShouldBeOfType<GuardedUsageStore>();
        return await _store.ReadAsync(caller.Client.Id, DateOnly.MinValue, default);
    }

    private async Task<List<(DateOnly, long, long)>> DaysAsync(PipelineHost host, Caller caller) =>
        [.. (await ReadAsync(host, caller)).Days.Select(day => (day.Day, day.Allowed, day.Refused))];
}
