using Auth.Storage.Contracts;

namespace Auth.Storage.Redis;

public sealed class RedisSharedCounterTests : SharedCounterContract, IDisposable
{
    private RedisConnection? _connection;

    public void Dispose() => _connection?.Dispose();

    protected override async ValueTask<ISharedCounterStore> OpenAsync() =>
        new RedisCounterStore(_connection ??= Redis.Connect(Redis.At(await Redis.ServerAsync())));
}

public sealed class RedisChangeChannelTests : ChangeChannelContract, IDisposable
{
    private readonly List<RedisConnection> _nodes = [];

    public void Dispose() => _nodes.ForEach(node => node.Dispose());

    protected override async ValueTask<IChangeChannel> OpenAsync()
    {
        _nodes.Add(Redis.Connect(Redis.At(await Redis.ServerAsync())));
        return new RedisChangeChannel(_nodes[^1]);
    }
}
