using System.Security.Cryptography;
using Auth.Bearer.Sessions;
using Auth.RateLimiting;
using Auth.Storage;
using Auth.Telemetry;
using Auth.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.Maintenance;

/// <summary>Removes what has ended, in small batches at jittered times, so that many nodes do not meet.</summary>
internal sealed class MaintenanceWorker(
    ITokenStore tokens,
    IGrantStore grants,
    IClientStore clients,
    IUsageStore usage,
    IAuditStore audit,
    ClientMeters meters,
    ClientSessions sessions,
    AuthClock clock,
    AuthMetrics metrics,
    IOptionsMonitor<ClientCredentialsAuthOptions> options,
    MaintenanceReport report,
    ILogger<MaintenanceWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Timers are no finer.</summary>
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(1);

    /// <summary>Expired tokens stay this long, so that their holders read "expired" and not "invalid".</summary>
    private static readonly TimeSpan TokenGrace = TimeSpan.FromHours(1);

    /// <summary>Used and expired links stay this long, so that a late click is answered with more than "unknown".</summary>
    private static readonly TimeSpan GrantGrace = TimeSpan.FromDays(7);

    private static readonly TimeSpan UsageHistory = TimeSpan.FromDays(400);

    /// <summary>Removes what has ended by now.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var activity = AuthActivities.Start(AuthActivities.Cleanup);
        var now = clock.UtcNow;
        await RemoveAsync(
            "token",
            (batch, ct) => tokens.RemoveExpiredAsync(now - TokenGrace, batch, ct),
            cancellationToken
        );
        await RemoveAsync(
            "grant",
            (batch, ct) => grants.RemoveExpiredAsync(now - GrantGrace, batch, ct),
            cancellationToken
        );
        await RemoveAsync(
            "client",
            async (batch, ct) => (await clients.RemoveLapsedAsync(now, batch, ct)).Count,
            cancellationToken
        );
        var history = DateOnly.FromDateTime((now - UsageHistory).UtcDateTime);
        await RemoveAsync("usage", (batch, ct) => usage.RemoveBeforeAsync(history, batch, ct), cancellationToken);
        var kept = now - options.CurrentValue.Audit.Retention;
        await RemoveAsync("audit", (batch, ct) => audit.RemoveBeforeAsync(kept, batch, ct), cancellationToken);
        report.Ran(now);
        meters.SweepIdle(clock.Milliseconds);
        sessions.Sweep();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var jitter = TimeSpan.FromMilliseconds(
                    RandomNumberGenerator.GetInt32((int)Interval.TotalMilliseconds / 2)
                );
                await Task.Delay(Interval + jitter, clock.Provider, stoppingToken);
                await RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The store is down. What has ended is refused all the same; it is removed later.
                report.Failed();
                if (e is not StoreUnavailableException)
                {
                    Log.CleanupFailed(logger, e);
                }
            }
        }
    }

    private async Task RemoveAsync(
        string kind,
        Func<int, CancellationToken, ValueTask<int>> remove,
        CancellationToken cancellationToken
    )
    {
        var total = 0;
        var pace = new RemovalPace();
        while (true)
        {
            var (batch, since) = (pace.Batch, clock.Provider.GetTimestamp());
            var removed = await remove(batch, cancellationToken);
            total += removed;
            if (removed < batch)
            {
                break;
            }

            var rest = pace.After(clock.Provider.GetElapsedTime(since));
            await Task.Yield();
            if (rest >= ShortestRest)
            {
                await Task.Delay(rest, clock.Provider, cancellationToken);
            }
        }

        if (total > 0)
        {
            Log.Removed(logger, total, kind);
            metrics.Removed(kind, total);
            report.Removed(kind, total);
        }
    }
}
