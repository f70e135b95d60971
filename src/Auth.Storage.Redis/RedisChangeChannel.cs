using StackExchange.Redis;

namespace Auth.Storage.Redis;

/// <summary>Notices by publish and subscribe.</summary>
internal sealed class RedisChangeChannel(RedisConnection connection) : IChangeChannel
{
    public string Name => "Redis";

    public async ValueTask PublishAsync(string notice, CancellationToken cancellationToken)
    {
        var redis = await connection.OpenAsync();
        await redis.GetSubscriber().PublishAsync(ChannelOf(redis), notice);
    }

    public async Task ListenAsync(Action<string> receive, CancellationToken cancellationToken)
    {
        var redis = await connection.OpenAsync();
        var subscriber = redis.GetSubscriber();
        var channel = ChannelOf(redis);
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Action<RedisChannel, RedisValue> handler = (_, notice) => receive((string?)notice ?? "");
        EventHandler<ConnectionFailedEventArgs> onFailed = (_, failure) =>
            lost.TrySetException(
                failure.Exception ?? new InvalidOperationException($"The connection failed: {failure.FailureType}.")
            );

        // The client connects again by itself, but what was published meanwhile is gone: that is for the caller to know.
        redis.ConnectionFailed += onFailed;
        try
        {
            await subscriber.SubscribeAsync(channel, handler);
            await using var stop = cancellationToken.Register(() => lost.TrySetCanceled(cancellationToken));
            await lost.Task;
        }
        finally
        {
            redis.ConnectionFailed -= onFailed;
            _ = subscriber.UnsubscribeAsync(channel, handler);
        }
    }

    // Channels know no database numbers; two hosts in two databases of one server are told apart here.
    private RedisChannel ChannelOf(ConnectionMultiplexer redis) =>
        new($"{connection.Prefix}changes:{redis.GetDatabase().Database}", RedisChannel.PatternMode.Literal);
}
