using Auth.Storage.Redis;
using Auth.TestKit;
using StackExchange.Redis;

[assembly: AssemblyFixture(typeof(RedisNodes))]

namespace Auth.Storage.Redis;

/// <summary>One server for the tests that do not harm it; it ends with the test run.</summary>
public sealed class RedisNodes : IAsyncDisposable
{
    private static readonly Lazy<Task<RedisServer>> Shared = new(() => RedisServer.StartNewAsync());

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Shared.IsValueCreated)
        {
            await (await Shared.Value).DisposeAsync();
        }
    }

    internal static Task<RedisServer> ServerAsync() => Shared.Value;

    /// <summary>A connection of a node.</summary>
    internal static RedisConnection Connect(string configuration, string prefix = "auth:")
    {
        var options = RedisConnection.Read(configuration);
        return new(() => ConnectionMultiplexer.ConnectAsync(options), prefix, isOwned: true);
    }

    /// <summary>Listens, and waits until the listener has heard the speaker.</summary>
    /// <returns>The listening, which goes on.</returns>
    internal static async Task<Task> ListenAsync(
        RedisChangeChannel listener,
        RedisChangeChannel speaker,
        CancellationToken stop
    )
    {
        var heard = new TaskCompletionSource();
        var listening = listener.ListenAsync(_ => heard.TrySetResult(), stop);
        using (var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20)))
        {
            while (!heard.Task.IsCompleted)
            {
                await speaker.PublishAsync("hello", default);
                await poll.WaitForNextTickAsync(CancellationToken.None);
            }
        }

        return listening;
    }

    /// <summary>The address of a server.</summary>
    internal static string At(RedisServer server) => $"127.0.0.1:{server.Port}";
}
