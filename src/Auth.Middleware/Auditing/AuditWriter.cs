using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Auth.Auditing;

/// <summary>Writes the audit log behind the requests, every few seconds and at the end; a store that is down costs a delay.</summary>
internal sealed class AuditWriter(AuditTrail trail, IAuditStore store, AuthClock clock, ILogger<AuditWriter> logger)
    : BackgroundService
{
    private const int Batch = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Writes what has gathered on this node, so that who reads next sees it.</summary>
    public ValueTask FlushAsync(CancellationToken cancellationToken) => FlushAsync(isLast: false, cancellationToken);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryFlushAsync(isLast: true, cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        _turn.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock.Provider);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryFlushAsync(isLast: false, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops; StopAsync writes the rest.
        }
    }

    private async ValueTask FlushAsync(bool isLast, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (trail.Take(Batch, isLast) is { Count: > 0 } entries)
            {
                try
                {
                    await store.AppendAsync(entries, cancellationToken);
                }
                catch
                {
                    trail.Return(entries);
                    throw;
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task TryFlushAsync(bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            await FlushAsync(isLast, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // An outage was logged when it began.
            if (e is not StoreUnavailableException)
            {
                Log.AuditNotWritten(logger, e);
            }
        }
    }
}
