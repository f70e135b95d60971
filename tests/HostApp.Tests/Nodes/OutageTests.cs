using System.Collections.Concurrent;
using System.Diagnostics;
using Auth.TestKit;

namespace HostApp.Tests.Nodes;

/// <summary>Servers are paused, killed and started again while requests come in.</summary>
public sealed class OutageTests
{
    private const int Workers = 8;

    [Theory]
    [InlineData("Leased")]
    [InlineData("Exact")]
    public async Task Requests_are_served_without_a_pause_while_Redis_hangs_and_are_shared_again_after_it(
        string coordination
    )
    {
        await using var cluster = await Cluster.StartAsync(
            withRedis: true,
            ("RateLimiting:Coordination", coordination),
            ("RateLimiting:Tiers:standard:burst", "1000000/min"),
            ("RateLimiting:Tiers:standard:sustained", "off")
        );
        var application = await cluster.NewApplicationAsync();
        // What this machine takes for the same when nothing is wrong.
        var usual = (await LoadAsync(cluster, application, TimeSpan.FromSeconds(1))).Percentile99;

        cluster.Redis!.Pause();
        var paused = await LoadAsync(cluster, application, TimeSpan.FromSeconds(4));
        cluster.Redis.Resume();
        var watch = Stopwatch.StartNew();
        await cluster.EachSaysAsync("Redis answers again");

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2) + (4 * usual));
        paused.Statuses.ShouldBe([200]);
        paused.Percentile99.ShouldBeLessThan(TimeSpan.FromMilliseconds(300) + (2 * usual));
        foreach (var node in cluster.Nodes)
        {
            // One outage is one line. A machine that is busy may make Redis late once more when it wakes: another outage, and still no flood.
            var lines = node.Output.Split("Redis does not answer").Length - 1;
            lines.ShouldBeInRange(1, 3, node.Output);
        }
    }

    [Fact]
    public async Task A_killed_Redis_leaves_each_node_its_share_and_no_more()
    {
        const int Limit = 90;
        await using var cluster = await Cluster.StartAsync(
            withRedis: true,
            ("RateLimiting:Tiers:standard:burst", "off"),
            ("RateLimiting:Tiers:standard:sustained", $"{Limit}/day")
        );
        var application = await cluster.NewApplicationAsync();
        await Cluster.KnowAllNodesAsync();

        await cluster.Redis!.KillAsync();
        var admitted = 0;
        await Cluster.RaceAsync(
            12,
            async caller =>
            {
                for (var i = 0; i < 30; i++)
                {
                    var reply = await cluster
                        .Nodes[(caller + i) % 3]
                        .GetAsync("v1/images/?page_size=1", application.Token);
                    reply.Status.ShouldBeOneOf(200, 429);
                    Interlocked.Add(ref admitted, reply.Status == 200 ? 1 : 0);
                }
            }
        );

        admitted.ShouldBe(Limit);
        await cluster.Redis.StartAsync();
        var watch = Stopwatch.StartNew();
        await cluster.EachSaysAsync("Redis answers again", application);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
    }

    [Theory]
    [InlineData("Allow", 200)]
    [InlineData("Reject", 503)]
    public async Task What_is_configured_is_done_when_Redis_is_gone(string policy, int status)
    {
        await using var cluster = await Cluster.StartAsync(
            withRedis: true,
            ("RateLimiting:WhenUnavailable", policy),
            ("RateLimiting:Tiers:standard:burst", "off"),
            ("RateLimiting:Tiers:standard:sustained", "5/day")
        );
        var application = await cluster.NewApplicationAsync();

        await cluster.Redis!.KillAsync();
        for (var i = 0; i < 20; i++)
        {
            var reply = await cluster.Nodes[0].GetAsync("v1/images/?page_size=1", application.Token);
            reply.Status.ShouldBe(status, reply.Body);
            reply.Headers.ContainsKey("Retry-After").ShouldBe(status == 503);
        }
    }

    [Fact]
    public async Task Nothing_that_was_answered_is_lost_when_a_node_and_Redis_are_killed()
    {
        await using var cluster = await Cluster.StartAsync(withRedis: true);
        var answered = new ConcurrentBag<Application>();
        using var stop = new CancellationTokenSource();
        var registering = Enumerable
            .Range(0, 6)
            .Select(worker =>
                Task.Run(async () =>
                {
                    while (!stop.IsCancellationRequested)
                    {
                        try
                        {
                            answered.Add(await cluster.Nodes[worker % 3].NewApplicationAsync());
                        }
                        catch (HttpRequestException)
                        {
                            // Its node was killed: nothing was answered.
                            return;
                        }
                    }
                })
            )
            .ToList();

        await Until.IsAsync(() => Task.FromResult(answered.Count), count => count > 20);
        await cluster.Nodes[1].KillAsync();
        await cluster.Redis!.KillAsync();
        var before = answered.Count;
        await Until.IsAsync(() => Task.FromResult(answered.Count), count => count > before + 20);
        await stop.CancelAsync();
        await Task.WhenAll(registering);

        await cluster.Nodes[1].StartAgainAsync();
        foreach (var application in answered)
        {
            var node = cluster.Next;
            (await node.GetAsync("oauth2/key", application.Token)).Status.ShouldBe(200);
            (await node.RequestTokenAsync(application.Id, application.Secret)).Status.ShouldBe(200);
        }
    }

    private static async Task<Load> LoadAsync(Cluster cluster, Application application, TimeSpan duration)
    {
        var (statuses, times) = (new ConcurrentDictionary<int, int>(), new ConcurrentBag<TimeSpan>());
        var whole = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, Workers)
                .Select(worker =>
                    Task.Run(async () =>
                    {
                        for (var i = worker; whole.Elapsed < duration; i++)
                        {
                            var watch = Stopwatch.StartNew();
                            var reply = await cluster
                                .Nodes[i % 3]
                                .GetAsync("v1/images/?page_size=1", application.Token);
                            times.Add(watch.Elapsed);
                            statuses.AddOrUpdate(reply.Status, 1, (_, count) => count + 1);
                        }
                    })
                )
        );
        var sorted = times.Order().ToList();
        return new Load([.. statuses.Keys.Order()], sorted[sorted.Count * 99 / 100]);
    }

    private sealed record Load(int[] Statuses, TimeSpan Percentile99);
}
