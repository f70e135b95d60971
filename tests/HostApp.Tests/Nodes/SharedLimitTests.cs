using Auth.TestKit;

namespace HostApp.Tests.Nodes;

/// <summary>One limit over three nodes.</summary>
public sealed class SharedLimitTests
{
    private const int Callers = 200;
    private const int Limit = 300;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exact_coordination_admits_exactly_the_limit(bool withRedis)
    {
        await using var cluster = await StartAsync(withRedis, "Exact");

        (await AdmittedAsync(cluster)).ShouldBe(Limit);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leases_admit_never_more_than_the_limit_and_nearly_all_of_it(bool withRedis)
    {
        await using var cluster = await StartAsync(withRedis, "Leased");

        (await AdmittedAsync(cluster)).ShouldBeInRange(Limit * 95 / 100, Limit);
    }

    [Fact]
    public async Task Anonymous_callers_have_one_limit_on_all_nodes()
    {
        await using var cluster = await Cluster.StartAsync(
            withRedis: true,
            ("RateLimiting:StoreTimeout", "00:00:05"),
            ("RateLimiting:Tiers:anonymous:burst", "off"),
            ("RateLimiting:Tiers:anonymous:sustained", "20/day"),
            ("RateLimiting:Coordination", "Exact")
        );
        var admitted = 0;

        await Cluster.RaceAsync(
            60,
            async _ => Interlocked.Add(ref admitted, (await cluster.Next.GetAsync("v1/images/")).Status == 200 ? 1 : 0)
        );

        admitted.ShouldBe(20);
    }

    private static Task<Cluster> StartAsync(bool withRedis, string coordination) =>
        Cluster.StartAsync(
            withRedis,
            // The machine that tests run on is busy: here it is counted, not how fast.
            ("RateLimiting:StoreTimeout", "00:00:05"),
            ("RateLimiting:Coordination", coordination),
            ("RateLimiting:Tiers:standard:burst", "off"),
            ("RateLimiting:Tiers:standard:sustained", $"{Limit}/day")
        );

    private static async Task<int> AdmittedAsync(Cluster cluster)
    {
        var application = await cluster.NewApplicationAsync();
        var (admitted, refused) = (0, 0);
        await Cluster.RaceAsync(
            Callers,
            async caller =>
            {
                for (var i = 0; i < 3; i++)
                {
                    var reply = await cluster
                        .Nodes[(caller + i) % 3]
                        .GetAsync("v1/images/?page_size=1", application.Token);
                    reply.Status.ShouldBeOneOf(200, 429);
                    if (reply.Status == 200)
                    {
                        Interlocked.Increment(ref admitted);
                    }
                    else
                    {
                        Interlocked.Increment(ref refused);
                        reply.Header("Retry-After").ShouldNotBeEmpty();
                    }
                }
            }
        );

        // What leases left unspent goes back and can be used.
        for (var i = 0; i < 60 && admitted < Limit; i++)
        {
            admitted +=
                (await cluster.Next.GetAsync("v1/images/?page_size=1", application.Token)).Status == 200 ? 1 : 0;
        }

        refused.ShouldBeGreaterThan(0);
        foreach (var node in cluster.Nodes)
        {
            // Otherwise it was not the shared counters that decided.
            node.Output.ShouldNotContain("does not answer");
        }

        return admitted;
    }
}
