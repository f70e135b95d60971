using Auth.Storage.Contracts;

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
