using System.Globalization;
using StackExchange.Redis;

namespace Auth.Storage.Redis;

/// <summary>Counts in Redis: one key a partition, one script a call.</summary>
internal sealed class RedisCounterStore(RedisConnection connection) : ISharedCounterStore
{
    private readonly RedisKey[] _nodes = [connection.Prefix + "nodes"];

    public string Name => "Redis";

    public async ValueTask<CounterGrant> TakeAsync(CounterDemand demand, CancellationToken cancellationToken)
    {
        var arguments = new RedisValue[4 + (4 * demand.Windows.Count)];
        arguments[0] = demand.Least;
        arguments[1] = demand.Most;
        arguments[2] = demand.Returned.Units;
        arguments[3] = demand.Returned.Mark;
        for (var i = 0; i < demand.Windows.Count; i++)
        {
            var (window, at) = (demand.Windows[i], 4 + (4 * i));
            arguments[at] = window.Id;
            arguments[at + 1] = window.Limit;
            arguments[at + 2] = window.StepMilliseconds;
            arguments[at + 3] = window.Kept;
        }

        var answer = await connection.RunAsync(RedisScripts.Take, [KeyOf(demand.Partition)], arguments);
        return CounterGrant.FromNumbers((long[])answer!, demand.Windows.Count);
    }

    public async ValueTask ResetAsync(string partition, CancellationToken cancellationToken)
    {
        var redis = await connection.OpenAsync();
        await redis.GetDatabase().KeyDeleteAsync(KeyOf(partition));
    }

    public async ValueTask<int> SignOnAsync(string node, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var milliseconds = ((long)lifetime.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        return (int)await connection.RunAsync(RedisScripts.SignOn, _nodes, [node, milliseconds]);
    }

    private RedisKey KeyOf(string partition) => $"{connection.Prefix}c:{{{partition}}}";
}
