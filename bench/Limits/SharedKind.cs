using Auth.Bench.Hosts;
using Auth.TestKit;

namespace Auth.Bench.Limits;

/// <summary>A way to share counters.</summary>
internal sealed record SharedKind(string Name, bool UsesRedis, bool IsExact)
{
    /// <summary>The bare endpoint, which counts nothing.</summary>
    public static readonly SharedKind Alone = new(Names.Bare, UsesRedis: false, IsExact: false);

    /// <summary>A host that counts so, on an empty database.</summary>
    public async Task<HostSpec> SpecAsync(PostgreSqlServer postgreSql, RedisServer redis)
    {
        if (ReferenceEquals(this, Alone))
        {
            return new HostSpec(HostKind.Bare);
        }

        var spec = await HostSpec.OnPostgreSqlAsync(postgreSql);
        return spec with
        {
            Redis = UsesRedis ? $"127.0.0.1:{redis.Port}" : null,
            IsExact = IsExact,
            // Every question is answered, however busy the machine is: what is measured is the counting.
            Settings = new(StringComparer.Ordinal) { ["Auth:RateLimiting:StoreTimeout"] = "00:00:10" },
        };
    }
}
