using Auth.Nodes;
using Auth.Time;
using Microsoft.Extensions.Hosting;

namespace Auth.RateLimiting;

/// <summary>Signs the node on and gives back units that were not spent.</summary>
internal sealed class SharedCounterWorker(
    SharedCounters counters,
    SharedPartitions partitions,
    NodeId node,
    AuthClock clock
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan NodeLifetime = TimeSpan.FromSeconds(10);
    private const int SignOnEvery = 4;
    private const int SweepEvery = 120;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!counters.ArePresent)
        {
            return;
        }

        for (var turn = 0; !stoppingToken.IsCancellationRequested; turn++)
        {
            if (turn % SignOnEvery == 0)
            {
                await counters.SignOnAsync(node.Value, NodeLifetime);
            }

            if (turn % SweepEvery == 0)
            {
                partitions.Sweep(clock.Milliseconds);
            }

            await partitions.GiveBackAsync(clock.Milliseconds, all: false);
            await Task.Delay(Interval, clock.Provider, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await partitions.GiveBackAsync(clock.Milliseconds, all: true);
        await counters.SignOnAsync(node.Value, TimeSpan.Zero);
    }
}
