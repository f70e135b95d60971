using Auth.Storage.Contracts;
using Auth.TestKit;

namespace Auth.Storage.Redis;

public sealed class RedisSharedCounterTests : SharedCounterContract, IDisposable
{
    private RedisConnection? _connection;

    public void Dispose() => _connection?.Dispose();

    protected override async ValueTask<ISharedCounterStore> OpenAsync() =>
        new RedisCounterStore(_connection ??= RedisNodes.Connect(RedisNodes.At(await RedisNodes.ServerAsync())));
}

public sealed class RedisChangeChannelTests : ChangeChannelContract, IDisposable
{
    private readonly List<RedisConnection> _nodes = [];

    public void Dispose() => _nodes.ForEach(node => node.Dispose());

    protected override async ValueTask<IChangeChannel> OpenAsync()
    {
        _nodes.Add(RedisNodes.Connect(RedisNodes.At(await RedisNodes.ServerAsync())));
        return new RedisChangeChannel(_nodes[^1]);
    }
}

public sealed class RedisTokenCacheTests : SharedTokenCacheContract, IDisposable
{
    private RedisConnection? _connection;

    public void Dispose() => _connection?.Dispose();

    protected override async ValueTask<ISharedTokenCache> OpenAsync() =>
        new RedisTokenCache(_connection ??= RedisNodes.Connect(RedisNodes.At(await RedisNodes.ServerAsync())));

    [Fact]
    public async Task Turns_that_the_server_has_lost_do_not_come_again()
    {
        await using var server = await RedisServer.StartNewAsync();
        using var connection = RedisNodes.Connect(RedisNodes.At(server));
        var cache = new RedisTokenCache(connection);
        var before = await cache.FindAsync("name", default);
        await (await connection.OpenAsync()).GetDatabase().KeyDeleteAsync("auth:t:{tokens}");

        (await cache.PutAsync("name", [1], before.Turn, TimeSpan.FromMinutes(1), default)).ShouldBeFalse();
        var after = await cache.FindAsync("name", default);

        after.Entry.ShouldBeNull();
        after.Turn.ShouldBeGreaterThan(before.Turn);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_does_not_turn_the_turns_back()
    {
        await using var server = await RedisServer.StartNewAsync();
        using var connection = RedisNodes.Connect(RedisNodes.At(server));
        var cache = new RedisTokenCache(connection);
        var ahead = (await cache.FindAsync("name", default)).Turn + (long)TimeSpan.FromHours(1).TotalMicroseconds;
        await (await connection.OpenAsync()).GetDatabase().StringSetAsync("auth:t:{tokens}", ahead);

        (await cache.FindAsync("name", default)).Turn.ShouldBe(ahead + 1);
        (await cache.FindAsync("name", default)).Turn.ShouldBe(ahead + 2);
    }
}
