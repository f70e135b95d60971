using System.Diagnostics;
using System.Net.Http.Json;
using Auth.Bench.Hosts;

namespace Auth.Bench.Soak;

/// <summary>Operations of a run: how many, how many were answered otherwise than expected.</summary>
internal sealed record SoakTotal(long Count, long Unexpected);

/// <summary>Callers of all kinds, at any of the nodes.</summary>
internal sealed class SoakCallers : IDisposable
{
    private const int Workers = 32;

    private readonly Uri[] _nodes;
    private readonly SoakClient[] _clients;
    private readonly HttpClient _observer = new();
    private readonly Lock _lock = new();
    private List<double> _times = [];

    private SoakCallers(Uri[] nodes, SoakClient[] clients) => (_nodes, _clients) = (nodes, clients);

    /// <summary>Registers the callers' clients.</summary>
    public static async Task<SoakCallers> StartAsync(Uri[] nodes) =>
        new(
            nodes,
            await Task.WhenAll(
                Enumerable.Range(0, Workers).Select(i => SoakClient.StartAsync(nodes, seed: (ulong)i + 1))
            )
        );

    /// <summary>Lets all callers work.</summary>
    /// <param name="rate">Operations a second, all together; infinite for as many as are answered.</param>
    /// <param name="duration">For how long.</param>
    public async Task<SoakTotal> RunAsync(double rate, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var (next, count, unexpected) = (0L, 0L, 0L);
        await Task.WhenAll(_clients.Select(client => Task.Run(() => WorkAsync(client))));
        return new SoakTotal(count, unexpected);

        async Task WorkAsync(SoakClient client)
        {
            while (watch.Elapsed < duration)
            {
                var wait = TimeSpan.FromSeconds(Interlocked.Increment(ref next) / rate) - watch.Elapsed;
                if (wait > TimeSpan.FromMilliseconds(1))
                {
                    await Task.Delay(wait);
                }

                var started = Stopwatch.GetTimestamp();
                var isExpected = await client.OperateAsync();
                Note(Stopwatch.GetElapsedTime(started));
                Interlocked.Increment(ref count);
                Interlocked.Add(ref unexpected, isExpected ? 0 : 1);
            }
        }
    }

    /// <summary>The times since the last call, in milliseconds.</summary>
    public List<double> TakeFigures()
    {
        lock (_lock)
        {
            var times = _times;
            _times = [];
            return times;
        }
    }

    /// <summary>Looks at all nodes.</summary>
    public async Task<SoakSample> SampleAsync(int number)
    {
        var times = TakeFigures();
        var nodes = await Task.WhenAll(
            _nodes.Select(node => _observer.GetFromJsonAsync<ProcessFigures>(new Uri(node, "process")))
        );
        return new SoakSample(number, nodes!, times.Count, Quantiles.Of(times, 0.99));
    }

    public void Dispose()
    {
        Array.ForEach(_clients, client => client.Dispose());
        _observer.Dispose();
    }

    private void Note(TimeSpan time)
    {
        lock (_lock)
        {
            _times.Add(time.TotalMilliseconds);
        }
    }
}
