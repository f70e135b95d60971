using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Auth.TestKit;

namespace HostApp.Tests.Nodes;

/// <summary>Everything that callers do, so that an outage is looked at from all sides.</summary>
internal sealed class Traffic(Cluster cluster, Application cached, Application uncached, string link)
{
    /// <summary>What callers do; <c>cached</c> comes with a token that all nodes have in memory, <c>uncached</c> with one that none has.</summary>
    public static readonly string[] Kinds = ["cached", "uncached", "token", "register", "verify", "revoke", "key info"];

    private static int _number;

    private readonly ConcurrentQueue<string> _refusedNames = new();

    /// <summary>The names of registrations that were answered 503.</summary>
    public IReadOnlyCollection<string> RefusedNames => _refusedNames;

    /// <summary>Makes applications for it, and has every node cache the token of the first.</summary>
    public static async Task<Traffic> PrepareAsync(Cluster cluster)
    {
        var cached = await cluster.NewApplicationAsync();
        var unverified = await cluster.Nodes[0].NewApplicationAsync();
        var mail = await cluster.Mail.NextToAsync(unverified.Email, TimeSpan.FromSeconds(30));
        var traffic = new Traffic(
            cluster,
            cached,
            await cluster.NewApplicationAsync(),
            mail.Links.ShouldHaveSingleItem().PathAndQuery
        );
        foreach (var node in cluster.Nodes)
        {
            (await traffic.DoAsync(node, "cached")).Status.ShouldBe(200);
        }

        return traffic;
    }

    /// <summary>One request.</summary>
    public async Task<Answer> DoAsync(HostProcess node, string kind)
    {
        var name = $"Outage {Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture)}";
        var watch = Stopwatch.StartNew();
        var reply = kind switch
        {
            "cached" => await node.GetAsync("v1/images/?page_size=1", cached.Token),
            "uncached" => await node.GetAsync("v1/images/?page_size=1", uncached.Token),
            "token" => await node.RequestTokenAsync(cached.Id, cached.Secret),
            "register" => await node.RegisterAsync(name, "outage@example.org"),
            "verify" => await node.GetAsync(link),
            "revoke" => await node.FormAsync(
                "oauth2/revoke",
                ("client_id", uncached.Id),
                ("client_secret", uncached.Secret),
                ("token", "none")
            ),
            _ => await node.GetAsync("oauth2/key", uncached.Token),
        };
        if (kind == "register" && reply.Status == 503)
        {
            _refusedNames.Enqueue(name);
        }

        return new Answer(kind, reply.Status, reply.Headers.ContainsKey("Retry-After"), watch.Elapsed);
    }

    /// <summary>All of it at once, on all nodes.</summary>
    public async Task<IReadOnlyList<Answer>> RunAsync(TimeSpan duration)
    {
        var answers = new ConcurrentBag<Answer>();
        var whole = Stopwatch.StartNew();
        await Task.WhenAll(
            Kinds
                .SelectMany(kind => cluster.Nodes, (kind, node) => (kind, node))
                .Select(caller =>
                    Task.Run(async () =>
                    {
                        while (whole.Elapsed < duration)
                        {
                            answers.Add(await DoAsync(caller.node, caller.kind));
                            await Task.Delay(20);
                        }
                    })
                )
        );
        return [.. answers];
    }
}

/// <summary>What one request was answered.</summary>
internal sealed record Answer(string Kind, int Status, bool SaysWhen, TimeSpan Took)
{
    /// <summary>Whether it was served.</summary>
    public bool IsServed => Status is 200 or 201;
}
