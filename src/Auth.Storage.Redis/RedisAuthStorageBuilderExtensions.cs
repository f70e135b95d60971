using Auth.Storage;
using Auth.Storage.Redis;
using StackExchange.Redis;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Shares counters and notices between nodes through Redis.</summary>
public static class RedisAuthStorageBuilderExtensions
{
    /// <summary>What every key and channel begins with unless the host says otherwise.</summary>
    public const string DefaultKeyPrefix = "auth:";

    /// <summary>Counts limits for all nodes together and tells every node of changed clients, through Redis.</summary>
    /// <remarks>
    /// Call it after the store that keeps clients and tokens: the last call decides who counts. Nothing that must last is kept in Redis, so
    /// it needs no persistence; without it the host serves on, as <c>Auth:RateLimiting:WhenUnavailable</c> says. With
    /// <c>Auth:Bearer:SharedCache</c> nodes also leave there, sealed, what they have read of tokens. Redis 3.2 or newer.
    /// </remarks>
    /// <typeparam name="TBuilder">The builder's own type, so that calls chain.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configuration">
    /// A configuration string of StackExchange.Redis, such as <c>redis:6379,user=auth-nodes,password=...,ssl=true,defaultDatabase=2</c>.
    /// </param>
    /// <param name="keyPrefix">What every key and channel begins with.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The configuration is malformed or names no server.</exception>
    /// <example><code>builder.UsePostgreSql(database).UseRedis("redis:6379");</code></example>
    public static TBuilder UseRedis<TBuilder>(
        this TBuilder builder,
        string configuration,
        string keyPrefix = DefaultKeyPrefix
    )
        where TBuilder : IAuthStorageBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(configuration);
        ArgumentNullException.ThrowIfNull(keyPrefix);
        var options = RedisConnection.Read(configuration);
        return Use(
            builder,
            _ => new RedisConnection(() => ConnectionMultiplexer.ConnectAsync(options), keyPrefix, isOwned: true)
        );
    }

    /// <summary>Uses a connection of the host, which stays the host's.</summary>
    /// <typeparam name="TBuilder">The builder's own type, so that calls chain.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="connection">Finds the host's multiplexer.</param>
    /// <param name="keyPrefix">What every key and channel begins with.</param>
    /// <returns>The same builder.</returns>
    /// <example><code>builder.UseRedis(services => services.GetRequiredService&lt;ConnectionMultiplexer&gt;());</code></example>
    public static TBuilder UseRedis<TBuilder>(
        this TBuilder builder,
        Func<IServiceProvider, ConnectionMultiplexer> connection,
        string keyPrefix = DefaultKeyPrefix
    )
        where TBuilder : IAuthStorageBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(keyPrefix);
        return Use(
            builder,
            services => new RedisConnection(() => Task.FromResult(connection(services)), keyPrefix, isOwned: false)
        );
    }

    private static TBuilder Use<TBuilder>(TBuilder builder, Func<IServiceProvider, RedisConnection> connection)
        where TBuilder : IAuthStorageBuilder
    {
        builder
            .UseStore(connection)
            .UseStore<ISharedCounterStore>(services => new RedisCounterStore(Connection(services)))
            .UseStore<IChangeChannel>(services => new RedisChangeChannel(Connection(services)))
            .UseStore<ISharedTokenCache>(services => new RedisTokenCache(Connection(services)));
        return builder;

        static RedisConnection Connection(IServiceProvider services) =>
            (RedisConnection)services.GetService(typeof(RedisConnection))!;
    }
}
