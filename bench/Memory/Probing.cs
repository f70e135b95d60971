using System.Diagnostics;
using System.Security.Cryptography;
using Auth.Bench.Hosts;
using Auth.Bench.Pipeline;

namespace Auth.Bench.Memory;

/// <summary>What all probes do: a host with room, a heap without garbage, a timed request.</summary>
internal static class Probing
{
    private const int Sample = 100_000;

    /// <summary>A host that has room for so many of everything and forgets nothing meanwhile.</summary>
    public static async Task<InProcessHost> StartAsync(int count)
    {
        var host = await InProcessHost.StartAsync(
            new HostSpec(HostKind.Ours)
            {
                Settings = new(StringComparer.Ordinal)
                {
                    ["Auth:Bearer:CacheCapacity"] = Report.Plain(Math.Max(1024, count * 2)),
                    ["Auth:Bearer:CacheLifetime"] = "00:05:00",
                    ["Auth:Bearer:PushedCacheLifetime"] = "01:00:00",
                    ["Auth:RateLimiting:AnonymousPartitions"] = Report.Plain(Math.Max(64, count)),
                    // The limits that ship: wider ones are counted in wider counters.
                    ["Auth:RateLimiting:Tiers:anonymous:burst"] = "20/min",
                    ["Auth:RateLimiting:Tiers:anonymous:sustained"] = "200/day",
                },
            }
        );
        await host.Connect().SendAsync(null);
        return host;
    }

    /// <summary>Bytes of the heap without garbage.</summary>
    public static long Heap() => GC.GetTotalMemory(forceFullCollection: true);

    /// <summary>The median time of a request, over batches in which each request has another header.</summary>
    /// <param name="host">The host.</param>
    /// <param name="count">How many headers there are.</param>
    /// <param name="header">The header of a number below <paramref name="count"/>.</param>
    public static async Task<double> TimeAsync(InProcessHost host, int count, Func<int, string> header)
    {
        const int Batch = 2_000;
        var exchange = host.Connect();
        // As many strings for every size, so that only the size of what they are looked up in differs.
        var headers = Enumerable.Range(0, Sample).Select(_ => header(RandomNumberGenerator.GetInt32(count))).ToArray();
        var times = new List<double>();
        for (var round = 0; round < 4; round++)
        {
            for (var start = 0; start < Sample; start += Batch)
            {
                var started = Stopwatch.GetTimestamp();
                for (var i = start; i < start + Batch; i++)
                {
                    await exchange.SendAsync(headers[i]);
                }

                times.Add(Stopwatch.GetElapsedTime(started).TotalNanoseconds / Batch);
            }
        }

        return Quantiles.Median(times.Skip(Sample / Batch));
    }

    /// <summary>The share of a processor that this process uses while nobody calls, once it has written down what was called.</summary>
    public static async Task<double> IdleAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(12));
        var watch = Stopwatch.StartNew();
        var before = Environment.CpuUsage.TotalTime;
        await Task.Delay(TimeSpan.FromSeconds(20));
        return (Environment.CpuUsage.TotalTime - before) / watch.Elapsed;
    }
}
