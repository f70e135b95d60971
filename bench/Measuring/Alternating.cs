using System.Diagnostics;

namespace Auth.Bench;

/// <summary>What one call of a contestant costs.</summary>
/// <param name="Median">Nanoseconds, the median over all batches.</param>
/// <param name="P99">Nanoseconds, over all batches.</param>
/// <param name="Bytes">Allocated bytes, the smallest over all batches.</param>
internal sealed record Cost(double Median, double P99, double Bytes);

/// <summary>Measures contestants by turns, batch by batch, so that whatever disturbs the machine disturbs all of them.</summary>
internal static class Alternating
{
    /// <summary>Measures.</summary>
    /// <param name="contestants">Runs a number of calls in a row on this thread.</param>
    /// <param name="calls">How many calls make a batch.</param>
    /// <param name="rounds">How many batches each contestant runs; a sixth as many come before and do not count.</param>
    public static async Task<IReadOnlyList<Cost>> MeasureAsync(
        IReadOnlyList<Func<int, Task>> contestants,
        int calls,
        int rounds
    )
    {
        var times = contestants.Select(_ => new List<double>()).ToArray();
        var bytes = contestants.Select(_ => double.MaxValue).ToArray();
        for (var round = -(rounds / 6); round < rounds; round++)
        {
            for (var i = 0; i < contestants.Count; i++)
            {
                var allocated = GC.GetTotalAllocatedBytes(precise: true);
                var started = Stopwatch.GetTimestamp();
                await contestants[i](calls);
                var elapsed = Stopwatch.GetElapsedTime(started);
                allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
                if (round >= 0)
                {
                    times[i].Add(elapsed.TotalNanoseconds / calls);
                    bytes[i] = Math.Min(bytes[i], (double)allocated / calls);
                }
            }
        }

        return [.. times.Select((list, i) => new Cost(Quantiles.Of(list, 0.5), Quantiles.Of(list, 0.99), bytes[i]))];
    }
}
