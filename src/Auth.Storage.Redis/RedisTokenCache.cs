using StackExchange.Redis;

namespace Auth.Storage.Redis;

/// <summary>Entries of tokens, a key each, and the key that counts turns. All lie in one slot of a cluster, so that one script sees both.</summary>
internal sealed class RedisTokenCache(RedisConnection connection) : ISharedTokenCache
{
    private readonly string _turns = connection.Prefix + "t:{tokens}";

    public string Name => "Redis";

    public async ValueTask<SharedTokenLookup> FindAsync(string name, CancellationToken cancellationToken)
    {
        var answer = (RedisResult[])(await connection.RunAsync(RedisScripts.FindToken, KeysOf(name), []))!;
        return new SharedTokenLookup((byte[]?)answer[0], (long)answer[1], (long)answer[2]);
    }

    public async ValueTask<bool> PutAsync(
        string name,
        byte[] entry,
        long turn,
        TimeSpan lifetime,
        CancellationToken cancellationToken
    ) =>
        (bool)
            await connection.RunAsync(
                RedisScripts.PutToken,
                KeysOf(name),
                [entry, turn, Math.Max(1, (long)lifetime.TotalMilliseconds)]
            );

    private RedisKey[] KeysOf(string name) => [$"{_turns}:{name}", _turns];
}
