using System.Security.Cryptography;
using System.Text;
using Auth.Credentials;
using Auth.Storage;
using Auth.Telemetry;
using Auth.Time;
using Microsoft.Extensions.Logging;

namespace Auth.RateLimiting;

/// <summary>The counters that nodes share, if the host has any: asked under a hard timeout, and not at all while they do not answer.</summary>
internal sealed class SharedCounters(
    ISharedCounterStore? store,
    Func<ServerKeyring> keys,
    RateLimitPlanSource plans,
    RateLimitClock clock,
    TimeProvider time,
    AuthMetrics metrics,
    ILogger<SharedCounters> logger
)
{
    private const int PartitionBytes = 16;

    private readonly CircuitBreaker _breaker = new();
    private int _nodes = 1;

    /// <summary>Whether the host has shared counters.</summary>
    public bool ArePresent { get; } = store is not null;

    /// <summary>Whether they answer, as far as is known.</summary>
    public bool Answer => !_breaker.IsOpen;

    /// <summary>How many nodes there were when the counters answered last; at least 1.</summary>
    public int Nodes => Volatile.Read(ref _nodes);

    /// <summary>The time that decisions are made at.</summary>
    public long NowMs => clock.NowMs;

    /// <summary>Whether who has waited since a time has waited for as long as one question may take.</summary>
    public bool IsLate(long since) => clock.NowMs - since >= plans.Current.Sharing.StoreTimeout.TotalMilliseconds;

    /// <summary>The name of a partition: keyed, so that neither addresses nor client ids lie in the counters' keys.</summary>
    public string PartitionOf(string who) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(keys().Current.Counters, Encoding.UTF8.GetBytes(who)).AsSpan(0, PartitionBytes)
        );

    /// <summary>Asks the counters.</summary>
    /// <returns><see langword="null"/> when they did not answer in time, or are not to be asked now.</returns>
    public async ValueTask<CounterGrant?> TakeAsync(CounterDemand demand)
    {
        if (!_breaker.MayAsk(clock.NowMs))
        {
            return null;
        }

        var since = metrics.Now;
        try
        {
            var grant = await Deadline.AskAsync(
                giveUp => store!.TakeAsync(demand, giveUp),
                plans.Current.Sharing.StoreTimeout,
                time
            );
            if (_breaker.Succeed())
            {
                logger.CountersAnswer(store!.Name);
            }

            return grant;
        }
        catch (Exception e)
        {
            if (_breaker.Fail(clock.NowMs))
            {
                logger.CountersDoNotAnswer(e, store!.Name, plans.Current.Sharing.WhenUnavailable, Nodes);
            }

            return null;
        }
        finally
        {
            metrics.Counted(since);
        }
    }

    /// <summary>Forgets a partition.</summary>
    public ValueTask ResetAsync(string partition, CancellationToken cancellationToken) =>
        store!.ResetAsync(partition, cancellationToken);

    /// <summary>Says that this node lives, and learns how many do.</summary>
    public async ValueTask SignOnAsync(string node, TimeSpan lifetime)
    {
        try
        {
            var alive = await Deadline.AskAsync(
                giveUp => store!.SignOnAsync(node, lifetime, giveUp),
                TimeSpan.FromSeconds(1),
                time
            );
            Volatile.Write(ref _nodes, Math.Max(1, alive));
        }
        catch (Exception e)
        {
            logger.SignOnFailed(e);
        }
    }
}
