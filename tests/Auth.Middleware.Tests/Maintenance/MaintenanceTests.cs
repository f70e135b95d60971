using Auth.Bearer.Sessions;
using Auth.Pipeline;
using Auth.RateLimiting;
using Auth.Storage;
using Auth.Storage.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Maintenance;

/// <summary>What has ended is removed, and nothing else.</summary>
public sealed class MaintenanceTests
{
    private static Task<PipelineHost> StartAsync() =>
        PipelineHost.StartAsync(app => app.MapGet("/", () => "in").RequireScope());

    [Fact]
    public async Task Tokens_go_an_hour_after_their_end_so_that_holders_read_why()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync(lifetime: TimeSpan.FromMinutes(1));
        var living = await host.IssueAsync(caller.Client, TimeSpan.FromDays(1));
        host.Time.Advance(TimeSpan.FromMinutes(60));
        await RunAsync(host);
        (await DescriptionAsync(host, caller.Token)).ShouldContain("has expired");

        host.Time.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(host);

        (await DescriptionAsync(host, caller.Token)).ShouldNotContain("has expired");
        (await host.StatusAsync("/", living)).ShouldBe(200);
    }

    [Fact]
    [Trait("attack", "31")]
    public async Task A_lapsed_client_goes_with_its_tokens_and_its_name()
    {
        await using var host = await StartAsync();
        var clients = host.Services.GetRequiredService<IClientStore>();
        var client = Some.Client("app", host.Time.GetUtcNow() + TimeSpan.FromDays(7)) with
        {
            CreatedAt = host.Time.GetUtcNow(),
        };
        await clients.AddAsync(client, null, host.Time.GetUtcNow(), default);
        var token = await host.IssueAsync(client, TimeSpan.FromDays(30));
        host.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromTicks(1));
        await RunAsync(host);
        (await host.StatusAsync("/", token)).ShouldBe(200);

        host.Time.Advance(TimeSpan.FromTicks(1));
        (await host.StatusAsync("/", token)).ShouldBe(401);
        await RunAsync(host);

        (await clients.FindAsync(client.Id, default)).ShouldBeNull();
        (await clients.AddAsync(Some.Client("app"), null, host.Time.GetUtcNow(), default)).ShouldBe(
            AddClientOutcome.Added
        );
    }

    [Fact]
    public async Task Verified_clients_and_those_that_never_lapse_stay()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync(lifetime: TimeSpan.FromDays(5_000));
        host.Time.Advance(TimeSpan.FromDays(1_000));

        await RunAsync(host);

        (await host.StatusAsync("/", caller.Token)).ShouldBe(200);
    }

    [Fact]
    [Trait("attack", "21")]
    public async Task However_much_has_ended_it_goes_in_one_run()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync();
        var tokens = host.Services.GetRequiredService<ITokenStore>();
        var end = host.Time.GetUtcNow() - TimeSpan.FromHours(2);
        for (var i = 0; i < 1_700; i++)
        {
            await tokens.AddAsync(Some.Token(caller.Client.Id, end), default);
        }

        await RunAsync(host);

        (await tokens.RemoveExpiredAsync(host.Time.GetUtcNow(), 10_000, default)).ShouldBe(0);
        host.Log.Of("Removed").ShouldContain(line => line.Contains("1700"));
    }

    [Fact]
    public async Task Old_usage_and_links_go_and_young_ones_stay()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync();
        var (id, now) = (caller.Client.Id, host.Time.GetUtcNow());
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var usage = host.Services.GetRequiredService<IUsageStore>();
        var grants = host.Services.GetRequiredService<IGrantStore>();
        await usage.RecordAsync(
            [new UsageDelta(id, today.AddDays(-401), 1, 0, now), new UsageDelta(id, today.AddDays(-400), 1, 0, now)],
            [],
            default
        );
        var (old, young) = (Some.Grant(id, now.AddDays(-7)), Some.Grant(id, now.AddDays(-7).AddTicks(1)));
        await grants.AddAsync(old, default);
        await grants.AddAsync(young, default);

        await RunAsync(host);

        (await usage.ReadAsync(id, DateOnly.MinValue, default))
            .Days.ShouldHaveSingleItem()
            .Day.ShouldBe(today.AddDays(-400));
        (await grants.FindAsync(old.Hash, old.Kind, default)).ShouldBeNull();
        (await grants.FindAsync(young.Hash, young.Kind, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_is_kept_of_quiet_clients_in_memory_goes_too()
    {
        await using var host = await StartAsync();
        var caller = await host.RegisterAsync();
        await host.StatusAsync("/", caller.Token);
        var (meters, sessions) = (
            host.Services.GetRequiredService<ClientMeters>(),
            host.Services.GetRequiredService<ClientSessions>()
        );
        await RunAsync(host);
        meters.Count.ShouldBe(1);

        host.Time.Advance(TimeSpan.FromDays(2));
        await RunAsync(host);

        meters.Count.ShouldBe(0);
        sessions.Count.ShouldBe(0);
    }

    [Fact]
    public async Task The_worker_runs_by_the_clock_and_outlives_a_failure()
    {
        WatchedTokenStore? tokens = null;
        await using var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Auth = auth =>
                    auth.UseStore<ITokenStore>(services =>
                        tokens = new(
                            new Storage.InMemory.InMemoryTokenStore(
                                services.GetRequiredService<Storage.InMemory.InMemoryDatabase>()
                            )
                        )
                    ),
            }
        );
        tokens!.Failure = new TaskCanceledException();
        await TickAsync(() => host.Log.Of("CleanupFailed").Any());

        tokens.Failure = null;
        var before = tokens.Cleanings;
        await TickAsync(() => tokens.Cleanings > before);

        async Task TickAsync(Func<bool> happened)
        {
            while (!happened())
            {
                await host.Time.WaitForTimersAsync();
                host.Time.Advance(TimeSpan.FromSeconds(90));
                await Task.Yield();
            }
        }
    }

    private static Task RunAsync(PipelineHost host) =>
        host.Services.GetRequiredService<MaintenanceWorker>().RunAsync(default);

    private static async Task<string> DescriptionAsync(PipelineHost host, string token)
    {
        using var response = await host.GetAsync("/", token);
        ((int)response.StatusCode).ShouldBe(401);
        return response.Challenge();
    }
}
