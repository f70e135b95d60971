using System.Security.Cryptography;
using Auth.TestKit;

namespace HostApp.Tests.Nodes;

/// <summary>Three hosts over one PostgreSQL, with or without a Redis: what an operator runs who needs more than one node.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly List<HostProcess> _nodes = [];
    private readonly DirectoryInfo _mail = Directory.CreateTempSubdirectory("auth-mail-");
    private int _turn;

    public PostgreSqlServer Database { get; private set; } = null!;

    public RedisServer? Redis { get; private set; }

    public IReadOnlyList<HostProcess> Nodes => _nodes;

    /// <summary>The messages of all nodes: any of them may send what another owes.</summary>
    public MailDrop Mail => field ??= new MailDrop(_mail.FullName);

    /// <summary>A node, each in turn.</summary>
    public HostProcess Next => _nodes[(int)((uint)Interlocked.Increment(ref _turn) % (uint)_nodes.Count)];

    /// <param name="withRedis">Whether counters and notices go through Redis, and not through the database.</param>
    /// <param name="settings">Further settings of all nodes.</param>
    public static async Task<Cluster> StartAsync(bool withRedis, params (string Key, string Value)[] settings)
    {
        var cluster = new Cluster();
        try
        {
            cluster.Database = await PostgreSqlServer.StartNewAsync();
            cluster.Redis = withRedis ? await RedisServer.StartNewAsync() : null;
            var environment = OpenHost.Settings;
            environment["Auth__Storage"] = "PostgreSql";
            environment["ConnectionStrings__Auth"] = await cluster.Database.CreateDatabaseAsync();
            environment["ConnectionStrings__Redis"] = withRedis ? $"127.0.0.1:{cluster.Redis!.Port}" : "";
            environment["Auth__ServerKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
            environment["Auth__Mail__PickupDirectory"] = cluster._mail.FullName;
            // The machine that tests run on is busy: a database that is late is no outage here, unless a test is about that.
            environment["Auth__Store__Patience"] = "00:00:10";
            foreach (var (key, value) in settings)
            {
                environment["Auth__" + key.Replace(":", "__", StringComparison.Ordinal)] = value;
            }

            // All at once, on an empty database.
            cluster._nodes.AddRange(
                await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => HostProcess.StartAsync(environment)))
            );
            foreach (var node in cluster._nodes)
            {
                await Until.IsAsync(() => Task.FromResult(node.Output), text => text.Contains("arrive at once"));
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>An application whose address an operator has taken as verified, with its limits.</summary>
    public async Task<Application> NewApplicationAsync(object? change = null)
    {
        var application = await _nodes[0].NewApplicationAsync();
        var patched = await _nodes[0]
            .OperateAsync("PATCH", $"clients/{application.Id}", change ?? new { verified = true });
        patched.Status.ShouldBe(200, patched.Body);
        return application;
    }

    /// <summary>Waits until every node has written a text, for as long as it takes; requests keep coming in meanwhile.</summary>
    public async Task EachSaysAsync(string text, Application? caller = null)
    {
        foreach (var node in _nodes)
        {
            await Until.IsAsync(
                async () =>
                {
                    await node.GetAsync("v1/images/?page_size=1", caller?.Token);
                    return node.Output;
                },
                output => output.Contains(text, StringComparison.Ordinal)
            );
        }
    }

    /// <summary>Starts callers together and waits for all.</summary>
    public static Task RaceAsync(int callers, Func<int, Task> call) =>
        Race.RunAsync(
            callers,
            1,
            async (_, caller) =>
            {
                await call(caller);
                return true;
            }
        );

    /// <summary>Waits until every node has counted all of them: each signs on every two seconds.</summary>
    public static Task KnowAllNodesAsync() => Task.Delay(TimeSpan.FromSeconds(3));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        if (Redis is not null)
        {
            await Redis.DisposeAsync();
        }

        if (Database is not null)
        {
            await Database.DisposeAsync();
        }

        _mail.Delete(recursive: true);
    }
}
