using System.Diagnostics;

namespace HostApp.Tests.Nodes;

/// <summary>PostgreSQL hangs, is killed and comes back while callers do everything at once.</summary>
public sealed class DatabaseOutageTests
{
    [Theory]
    [InlineData("hangs", true)]
    [InlineData("hangs", false)]
    [InlineData("is killed", true)]
    public async Task Cached_tokens_are_served_and_everything_else_is_answered_503_at_once_while_the_database(
        string outage,
        bool withRedis
    )
    {
        await using var cluster = await Cluster.StartAsync(
            withRedis,
            ("Store:Patience", "00:00:00.250"),
            ("RateLimiting:Tiers:standard:burst", "1000000/min"),
            ("RateLimiting:Tiers:standard:sustained", "off"),
            ("Bearer:CacheLifetime", "00:01:00")
        );
        // How long this machine takes for the same when nothing is wrong.
        var healthy = await (await Traffic.PrepareAsync(cluster)).RunAsync(TimeSpan.FromSeconds(3));
        var slowest = healthy.Max(answer => answer.Took);
        var traffic = await Traffic.PrepareAsync(cluster);

        await (outage == "hangs" ? StopAsync() : cluster.Database.KillAsync());
        // Long enough that the first calls, which have to find out, are less than a hundredth of them.
        var answers = await traffic.RunAsync(TimeSpan.FromSeconds(16));
        await (outage == "hangs" ? ResumeAsync() : cluster.Database.StartAsync());
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            from kind in Traffic.Kinds
            from node in cluster.Nodes
            select Until.IsAsync(() => traffic.DoAsync(node, kind), answer => answer.IsServed)
        );

        // Two seconds, and more for a machine that is busy with three nodes and their callers at once.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4) + (4 * slowest));
        // A node that did not get to run for seconds has heard nothing of the others either.
        var allHeard =
            withRedis && cluster.Nodes.All(node => !node.Output.Contains("do not arrive", StringComparison.Ordinal));
        foreach (var group in answers.GroupBy(answer => answer.Kind))
        {
            var (kind, took) = (group.Key, group.Select(answer => answer.Took).Order().ToList());
            int[] allowed =
                kind != "cached" ? [503]
                // Without Redis the nodes hear nothing of each other any more, and rely on what they have cached for seconds only.
                : allHeard ? [200]
                : [200, 503];
            group.Select(answer => answer.Status).ShouldBeSubsetOf(allowed, kind);
            group.ShouldAllBe(answer => answer.SaysWhen == (answer.Status == 503), kind);
            took[took.Count * 99 / 100].ShouldBeLessThan(TimeSpan.FromMilliseconds(300) + slowest, kind);
            took[^1].ShouldBeLessThan(TimeSpan.FromSeconds(3) + slowest, kind);
        }

        foreach (var node in cluster.Nodes)
        {
            // One outage is one line; a machine that is busy may take the end of it for the beginning of another.
            node.Output.Split("everything else is answered 503").Length.ShouldBeInRange(2, 3, node.Output);
            node.Output.Split("PostgreSQL answers again.").Length.ShouldBeInRange(2, 3);
            node.Output.Split("fail: ").Length.ShouldBeLessThan(8, node.Output);
        }

        answers.ShouldContain(answer => answer.Kind == "cached" && answer.IsServed);

        // What was refused can be tried again: no first attempt has taken the name.
        traffic.RefusedNames.ShouldNotBeEmpty();
        foreach (var name in traffic.RefusedNames.Take(50))
        {
            (await cluster.Next.RegisterAsync(name, "outage@example.org")).Status.ShouldBe(201, name);
        }

        Task StopAsync()
        {
            cluster.Database.Pause();
            return Task.CompletedTask;
        }

        Task ResumeAsync()
        {
            cluster.Database.Resume();
            return Task.CompletedTask;
        }
    }
}
