using StackExchange.Redis;

namespace Auth.Storage.Redis;

/// <summary>The one multiplexer, opened when it is first needed; it finds its way back to the server by itself.</summary>
internal sealed class RedisConnection(Func<Task<ConnectionMultiplexer>> open, string keyPrefix, bool isOwned)
    : IDisposable
{
    private readonly Lock _lock = new();
    private Task<ConnectionMultiplexer>? _opening;

    /// <summary>What every key and channel begins with.</summary>
    public string Prefix => keyPrefix;

    /// <summary>The multiplexer. It may not be connected (any more): its calls fail then.</summary>
    public ValueTask<ConnectionMultiplexer> OpenAsync()
    {
        lock (_lock)
        {
            if (_opening is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _opening = open();
            }

            return new(_opening);
        }
    }

    /// <summary>Runs a script.</summary>
    public async Task<RedisResult> RunAsync(string script, RedisKey[] keys, RedisValue[] values)
    {
        var database = (await OpenAsync()).GetDatabase();
        try
        {
            return await database.ScriptEvaluateAsync(script, keys, values);
        }
        catch (RedisServerException e) when (e.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            // The server was restarted or its scripts flushed; the client has noticed and sends the script again.
            return await database.ScriptEvaluateAsync(script, keys, values);
        }
    }

    public void Dispose()
    {
        if (isOwned && _opening is { IsCompletedSuccessfully: true } opened)
        {
#pragma warning disable VSTHRD002, MA0042 // Completed.
            opened.GetAwaiter().GetResult().Dispose();
#pragma warning restore VSTHRD002, MA0042
        }
    }

    /// <summary>Reads a configuration string and fills in what it leaves open.</summary>
    /// <exception cref="ArgumentException">The string is malformed or names no server.</exception>
    public static ConfigurationOptions Read(string configuration)
    {
        var options = ConfigurationOptions.Parse(configuration);
        if (options.EndPoints.Count == 0)
        {
            throw new ArgumentException(
                "The configuration must name a server, such as 'redis:6379,password=...,ssl=true'.",
                nameof(configuration)
            );
        }

        // The host starts and serves without Redis, and is back within seconds when Redis is.
        options.AbortOnConnectFail = false;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        if (IsOpen("connectTimeout"))
        {
            options.ConnectTimeout = 1_000;
        }

        // What waits for a connection for longer is not sent any more: nobody waits for its answer.
        if (IsOpen("asyncTimeout"))
        {
            options.AsyncTimeout = 2_000;
        }

        if (IsOpen("keepAlive"))
        {
            options.KeepAlive = 5;
        }

        // The key and the channel by which clients agree on a new master lie outside the prefix, where a user of few rights has nothing to do.
        if (IsOpen("tiebreaker"))
        {
            options.TieBreaker = "";
        }

        if (IsOpen("configChannel"))
        {
            options.ConfigurationChannel = "";
        }

        return options;

        bool IsOpen(string setting) => !configuration.Contains(setting, StringComparison.OrdinalIgnoreCase);
    }
}
