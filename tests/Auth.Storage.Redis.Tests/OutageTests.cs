using System.Diagnostics;
using Auth.TestKit;

namespace Auth.Storage.Redis;

/// <summary>A server of its own, because it is killed.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private static readonly CounterDemand Demand = new("p", [new CounterWindow("w", 1_000, 3_000, 21)], 1, 1);

    private RedisServer _server = null!;
    private RedisConnection _connection = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartNewAsync();
        _connection = RedisNodes.Connect(RedisNodes.At(_server));
        await new RedisCounterStore(_connection).TakeAsync(Demand, default);
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_is_back_is_used_again_within_two_seconds_without_its_scripts()
    {
        await _server.KillAsync();
        await Should.ThrowAsync<Exception>(async () =>
            await new RedisCounterStore(_connection).TakeAsync(Demand, default)
        );

        await _server.StartAsync();
        var watch = Stopwatch.StartNew();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await AnswersAsync() && watch.Elapsed < TimeSpan.FromSeconds(10))
        {
            await poll.WaitForNextTickAsync();
        }

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Scripts_that_an_operator_flushed_are_sent_again()
    {
        var database = (await _connection.OpenAsync()).GetDatabase();
        await database.ScriptEvaluateAsync("return redis.call('PING')");
        await using (var raw = new System.Net.Sockets.NetworkStream(await RawAsync(), ownsSocket: true))
        {
            await raw.WriteAsync("SCRIPT FLUSH\r\n"u8.ToArray());
            await raw.ReadExactlyAsync(new byte[5]);
        }

        (await new RedisCounterStore(_connection).TakeAsync(Demand, default)).Units.ShouldBe(1);
    }

    [Fact]
    public async Task A_listener_is_told_that_it_may_have_missed_something()
    {
        var channel = new RedisChangeChannel(_connection);
        var listening = await RedisNodes.ListenAsync(channel, channel, default);

        await _server.KillAsync();

        await Should.ThrowAsync<Exception>(listening.WaitAsync(TimeSpan.FromSeconds(5)));
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return (await new RedisCounterStore(_connection).TakeAsync(Demand, default)).Units == 1;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private async Task<System.Net.Sockets.Socket> RawAsync()
    {
        var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.SocketType.Stream,
            System.Net.Sockets.ProtocolType.Tcp
        );
        await socket.ConnectAsync("127.0.0.1", _server.Port);
        return socket;
    }
}
