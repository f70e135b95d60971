using System.Diagnostics;
using Auth.TestKit;

namespace HostApp.Tests.Nodes;

/// <summary>What one node changes, the others know: at once where notices arrive, within the published bound where they do not.</summary>
public sealed class ChangeTests
{
    /// <summary>The published bound: <c>Auth:Bearer:CacheLifetime</c>; beside it what the request itself takes on a busy machine.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5) + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_client_of_one_node_gets_its_token_on_another_and_is_served_by_a_third()
    {
        await using var cluster = await Cluster.StartAsync(withRedis: false);
        var registered = await cluster.Nodes[0].RegisterAsync("Everywhere", "everywhere@example.org");
        var (id, secret) = (registered.Text("client_id"), registered.Text("client_secret"));

        var token = (await cluster.Nodes[1].RequestTokenAsync(id, secret)).Text("access_token");

        (await cluster.Nodes[2].GetAsync("v1/images/?page_size=1", token)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_change_reaches_all_nodes_at_once(bool withRedis)
    {
        // Redis is asked for tokens as well: that must not make anything last longer.
        await using var cluster = await Cluster.StartAsync(withRedis, Sharing(withRedis));

        foreach (var change in Changes)
        {
            var took = await MeasureAsync(cluster, change);
            // While changes arrive sessions live for a minute: what is seen within the bound was told.
            took.ShouldBeLessThan(Bound, change);
        }

        if (withRedis)
        {
            await ReadsOnceForAllAsync(cluster);
        }
    }

    [Fact]
    public async Task Without_the_channel_every_change_is_seen_within_the_bound()
    {
        await using var cluster = await Cluster.StartAsync(withRedis: true, Sharing(true));
        var warm = await cluster.NewApplicationAsync();
        foreach (var node in cluster.Nodes)
        {
            (await node.GetAsync("v1/images/?page_size=1", warm.Token)).Status.ShouldBe(200);
        }

        // Sessions of these tokens were to live for a minute. The next moment nobody hears of anything any more.
        cluster.Redis!.Pause();
        var took = await MeasureAsync(cluster, "revoke", warm);
        took.ShouldBeLessThan(Bound);
        foreach (var change in Changes)
        {
            (await MeasureAsync(cluster, change)).ShouldBeLessThan(Bound, change);
        }

        cluster.Redis.Resume();
    }

    private static (string, string)[] Sharing(bool isOn) => isOn ? [("Bearer:SharedCache", "true")] : [];

    /// <summary>A token that one node has read is served by another while the database hangs. A machine that is busy may make Redis late: then once more.</summary>
    private static async Task ReadsOnceForAllAsync(Cluster cluster)
    {
        var application = await cluster.NewApplicationAsync();
        for (var attempt = 1; ; attempt++)
        {
            // Whatever the second node has heard of until now is older than what it finds from now on.
            await ReadAsync(cluster.Nodes[1]);
            var token = await ReadAsync(cluster.Nodes[0]);
            cluster.Database.Pause();
            var reply = await cluster.Nodes[1].GetAsync("v1/images/?page_size=1", token);
            cluster.Database.Resume();
            if (reply.Status == 200 || attempt == 5)
            {
                reply.Status.ShouldBe(200, reply.Body);
                return;
            }
        }

        // A new token, read by a node and left in Redis. After an attempt that failed the node has yet to find that the database is back.
        async Task<string> ReadAsync(HostProcess node)
        {
            var issued = await Until.IsAsync(
                () => node.RequestTokenAsync(application.Id, application.Secret),
                reply => reply.Status == 200
            );
            var token = issued.Text("access_token");
            var before = await EntriesAsync();
            await Until.IsAsync(() => node.GetAsync("v1/images/?page_size=1", token), reply => reply.Status == 200);
            await Until.IsAsync(EntriesAsync, count => count > before);
            return token;
        }

        async Task<int> EntriesAsync() =>
            (await cluster.Redis!.CommandAsync("--scan", "--pattern", "auth:t:{tokens}:*"))
                .Split('\n')
                .Count(line => line.StartsWith("auth:t:", StringComparison.Ordinal));
    }

    private static string[] Changes => ["revoke", "disable", "tier", "rotate"];

    /// <summary>Makes a change on the first node while all have the token cached.</summary>
    /// <returns>How long until the last node acts on it, from the answer on.</returns>
    private static async Task<TimeSpan> MeasureAsync(Cluster cluster, string change, Application? known = null)
    {
        var application = known ?? await cluster.NewApplicationAsync();
        foreach (var node in cluster.Nodes)
        {
            await node.GetAsync("v1/images/?page_size=1", application.Token);
            await ReactAsync(node, application, change);
        }

        await ChangeAsync(cluster.Nodes[0], application, change);
        var watch = Stopwatch.StartNew();
        foreach (var node in cluster.Nodes)
        {
            await Until.IsAsync(
                () => ReactAsync(node, application, change),
                reply =>
                    change == "tier"
                        ? reply.Body.Contains("\"enhanced\"", StringComparison.Ordinal)
                        : reply.Status is 401 or 403
            );
        }

        return watch.Elapsed;
    }

    private static async Task ChangeAsync(HostProcess node, Application application, string change)
    {
        var client = $"clients/{application.Id}";
        var reply = change switch
        {
            "revoke" => await node.FormAsync(
                "v1/auth_tokens/revoke_token/",
                ("client_id", application.Id),
                ("client_secret", application.Secret),
                ("token", application.Token)
            ),
            "disable" => await node.OperateAsync("PATCH", client, new { disabled = true }),
            "tier" => await node.OperateAsync("PATCH", client, new { tier = "enhanced" }),
            _ => await node.OperateAsync("POST", client + "/secret", new { overlap_seconds = 0 }),
        };
        reply.Status.ShouldBeOneOf(200, 201, 204);
    }

    private static Task<Reply> ReactAsync(HostProcess node, Application application, string change) =>
        change switch
        {
            "rotate" => node.RequestTokenAsync(application.Id, application.Secret),
            "tier" => node.GetAsync("oauth2/key", application.Token),
            _ => node.GetAsync("v1/images/?page_size=1", application.Token),
        };
}
