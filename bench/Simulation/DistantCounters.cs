using Auth.RateLimiting.Together;
using Auth.Storage;

namespace Auth.Bench.Simulation;

/// <summary>Counters that all nodes share, half a millisecond away in each direction.</summary>
internal sealed class DistantCounters(ModelCounterStore counters, EventLoop events, VirtualTime time, int seconds)
    : ISharedCounterStore
{
    private static readonly TimeSpan Way = TimeSpan.FromMilliseconds(0.5);

    /// <summary>Questions in each second.</summary>
    public int[] Questions { get; } = new int[seconds + 1];

    public string Name => "Simulated";

    public ValueTask<CounterGrant> TakeAsync(CounterDemand demand, CancellationToken cancellationToken)
    {
        Questions[Math.Min(seconds, time.Now / TimeSpan.TicksPerSecond)]++;
        var answer = new TaskCompletionSource<CounterGrant>();
        events.After(
            Way,
            () =>
            {
                var grant = counters.TakeAsync(demand, CancellationToken.None);
                events.After(Way, () => answer.SetResult(grant.GetAwaiter().GetResult()));
            }
        );
        return new ValueTask<CounterGrant>(answer.Task);
    }

    public ValueTask ResetAsync(string partition, CancellationToken cancellationToken) => default;

    public ValueTask<int> SignOnAsync(string node, TimeSpan lifetime, CancellationToken cancellationToken) => new(1);
}
