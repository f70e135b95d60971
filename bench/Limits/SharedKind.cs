using Auth.Bench.Hosts;
using Auth.TestKit;

namespace Auth.Bench.Limits;

/// <summary>A way to share counters.</summary>
internal sealed record SharedKind(string Name, bool UsesRedis, bool IsExact)
{
    /// <summary>The bare endpoint, which counts nothing.</summary>
    public static readonly SharedKind Alone = new(Names.Bare, UsesRedis: false, IsExact: false);

    /// <summary>A host that counts so, on an empty database.</summary>
    public async Task<HostSpec> SpecAsync(PostgreSqlServer postgreSql, RedisServer redis) =>
        ReferenceEquals(this, Alone)
            ? new HostSpec(HostKind.Bare)
            : new HostSpec(HostKind.Ours)
            {
                Store = HostStore.PostgreSql,
                Connection = await postgreSql.CreateDatabaseAsync(),
                Redis = UsesRedis ? $"127.0.0.1:{redis.Port}" : null,
                IsExact = IsExact,
            };
}
