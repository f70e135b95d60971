using System.Security.Cryptography;
using System.Text;
using Auth.Credentials;
using Auth.Storage;
using Auth.Telemetry;
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
            var timeout = plans.Current.Sharing.StoreTimeout;
            using var giveUp = new CancellationTokenSource(timeout, time);
            var grant = await WithinAsync(store!.TakeAsync(demand, giveUp.Token).AsTask(), timeout);
            if (_breaker.Succeed())
            {
                logger.CountersAnswer(store.Name);
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
            var alive = await WithinAsync(
                store!.SignOnAsync(node, lifetime, CancellationToken.None).AsTask(),
                TimeSpan.FromSeconds(1)
            );
            Volatile.Write(ref _nodes, Math.Max(1, alive));
        }
        catch (Exception e)
        {
            logger.SignOnFailed(e);
        }
    }

    private async Task<T> WithinAsync<T>(Task<T> answer, TimeSpan timeout)
    {
        try
        {
            return await answer.WaitAsync(timeout, time);
        }
        catch (TimeoutException)
        {
            // Given up, but not ended: its failure is nobody's any more.
            _ = answer.ContinueWith(
                static late => late.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
            throw;
        }
    }
}
