using Auth.RateLimiting;
using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Auth.Usage;

/// <summary>Writes what the requests have counted, every few seconds and at the end; a store that is down costs a delay, not the counts.</summary>
internal sealed class UsageWriter(
    ClientMeters meters,
    UsageRecorder recorder,
    IUsageStore store,
    AuthClock clock,
    ILogger<UsageWriter> logger
) : BackgroundService
{
    private const int Batch = 1_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Writes what has gathered, at once.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => WriteAsync(TimeSpan.Zero, cancellationToken);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWriteAsync(TimeSpan.Zero, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock.Provider);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryWriteAsync(Interval, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops; StopAsync writes the rest.
        }
    }

    private async Task TryWriteAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(time, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (e is not StoreUnavailableException)
            {
                Log.UsageNotWritten(logger, e);
            }
        }
    }

    /// <summary>Writes what has gathered, in even parts over a time: requests would wait for a processor behind a hundred thousand clients at once.</summary>
    private async Task WriteAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var secrets = recorder.DrainSecrets();
        // What is counted meanwhile waits for the next time: with many busy clients there would be no end to it.
        var left = meters.PendingUsage;
        var pause = time * Batch / Math.Max(left, Batch);
        while (left > 0 || secrets.Count > 0)
        {
            var usage = meters.DrainUsage(Math.Clamp(left, 0, Batch));
            if (usage.Count == 0 && secrets.Count == 0)
            {
                return;
            }

            try
            {
                await store.RecordAsync(usage, secrets, cancellationToken);
            }
            catch
            {
                meters.ReturnUsage(usage);
                recorder.Return(secrets);
                throw;
            }

            secrets = [];
            left -= Batch;
            if (left > 0)
            {
                await Task.Delay(pause, clock.Provider, cancellationToken);
            }
        }
    }
}
