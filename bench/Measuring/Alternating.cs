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
    private const int Rounds = 60;
    private const int WarmUpRounds = 10;

    /// <summary>Measures.</summary>
    /// <param name="contestants">Runs a number of calls in a row on this thread.</param>
    /// <param name="calls">How many calls make a batch.</param>
    public static async Task<IReadOnlyList<Cost>> MeasureAsync(IReadOnlyList<Func<int, Task>> contestants, int calls)
    {
        var times = contestants.Select(_ => new List<double>()).ToArray();
        var bytes = contestants.Select(_ => double.MaxValue).ToArray();
        for (var round = -WarmUpRounds; round < Rounds; round++)
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

        return [.. times.Select((list, i) => new Cost(Quantile(list, 0.5), Quantile(list, 0.99), bytes[i]))];
    }

    private static double Quantile(List<double> values, double q)
    {
        values.Sort();
        return values[(int)((values.Count - 1) * q)];
    }
}
