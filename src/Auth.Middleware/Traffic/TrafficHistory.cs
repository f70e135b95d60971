using Auth.Time;
using Microsoft.Extensions.Hosting;

namespace Auth.Traffic;

/// <summary>The last hour of this node, minute by minute.</summary>
internal sealed class TrafficHistory(TrafficTally tally, AuthClock clock) : BackgroundService
{
    /// <summary>How many minutes are kept.</summary>
    public const int Minutes = 60;

    private readonly Lock _lock = new();
    private readonly Queue<TrafficMinute> _minutes = new();
    private (long Allowed, long Refused) _seen;

    /// <summary>The minutes that are over, oldest first.</summary>
    public IReadOnlyList<TrafficMinute> Read()
    {
        lock (_lock)
        {
            return [.. _minutes];
        }
    }

    /// <summary>Ends a minute.</summary>
    public void EndMinute()
    {
        var counts = tally.Read();
        var total = (Allowed: counts.Sum(count => count.Allowed), Refused: counts.Sum(count => count.Refused));
        lock (_lock)
        {
            _minutes.Enqueue(
                new TrafficMinute(clock.UtcNow, total.Allowed - _seen.Allowed, total.Refused - _seen.Refused)
            );
            _seen = total;
            if (_minutes.Count > Minutes)
            {
                _minutes.Dequeue();
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock.Provider);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                EndMinute();
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops, and the history with it.
        }
    }
}

/// <summary>One minute.</summary>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Allowed">Requests served.</param>
/// <param name="Refused">Requests refused by a limit.</param>
internal readonly record struct TrafficMinute(DateTimeOffset EndedAt, long Allowed, long Refused);
