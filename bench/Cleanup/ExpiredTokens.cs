using System.Diagnostics;
using Auth.Bench.Hosts;
using Auth.Bench.Pipeline;
using Auth.Storage;

namespace Auth.Bench.Cleanup;

/// <summary>Removes expired tokens through the store of a host.</summary>
internal static class ExpiredTokens
{
    /// <summary>As many as the clean-up of a host removes at once.</summary>
    private const int Batch = 500;

    /// <summary>Fills the store with expired tokens, then removes them for as long as patience lasts.</summary>
    public static async Task<CleanupResult> RemoveAsync(
        HostSpec spec,
        int count,
        Func<string, string, int, Task> fill,
        TimeSpan patience
    )
    {
        await using var host = await InProcessHost.StartAsync(spec);
        var client = await LiveTokens.NewClientAsync(host.Services);
        await fill(spec.Connection, client.Id, count);
        var store = host.Services.GetRequiredService<ITokenStore>();
        var before = await Traffic.RunWhileAsync(host.Services, client, Task.Delay(TimeSpan.FromSeconds(3)));

        var (removed, batches, watch) = (0L, new List<double>(), Stopwatch.StartNew());
        var during = await Traffic.RunWhileAsync(host.Services, client, Task.Run(RemoveAllAsync));
        return new CleanupResult(removed, watch.Elapsed, batches, before, during);

        async Task RemoveAllAsync()
        {
            var last = Batch;
            while (last == Batch && watch.Elapsed < patience)
            {
                var started = Stopwatch.GetTimestamp();
                last = await store.RemoveExpiredAsync(TimeProvider.System.GetUtcNow(), Batch, CancellationToken.None);
                batches.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                removed += last;
            }

            watch.Stop();
        }
    }
}
