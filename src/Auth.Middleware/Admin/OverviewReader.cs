using Auth.Auditing;
using Auth.Maintenance;
using Auth.RateLimiting;
using Auth.Storage;
using Auth.Time;
using Auth.Traffic;

namespace Auth.Admin;

/// <summary>Gathers the overview. What it asks the store is asked once in a few seconds, however many operators look.</summary>
internal sealed class OverviewReader(
    IUsageStore usage,
    IClientStore clients,
    IAuditStore audit,
    ITierRequestStore tierRequests,
    IOutboxStore outbox,
    TrafficTally tally,
    TrafficHistory history,
    SharedCounters counters,
    MaintenanceReport maintenance,
    AuthClock clock
) : IDisposable
{
    private const int HistoryDays = 30;
    private const int Busiest = 10;

    /// <summary>Pending requests are counted up to here.</summary>
    private const int MaxPending = 100;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly DateTimeOffset _startedAt = clock.UtcNow;
    private (DateTimeOffset At, StoredOverviewView View)? _stored;

    /// <summary>Reads the overview.</summary>
    public async ValueTask<OverviewView> ReadAsync(CancellationToken cancellationToken) =>
        new(clock.UtcNow, await ReadStoredAsync(cancellationToken), ReadNode());

    public void Dispose() => _turn.Dispose();

    private async ValueTask<StoredOverviewView> ReadStoredAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var now = clock.UtcNow;
            if (_stored is not { } stored || now - stored.At >= Fresh)
            {
                _stored = stored = (now, await AskStoreAsync(now, cancellationToken));
            }

            return stored.View;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask<StoredOverviewView> AskStoreAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var days = await usage.SumAsync(today.AddDays(1 - HistoryDays), cancellationToken);
        List<BusyClientView> busiest = [];
        foreach (var client in await usage.BusiestAsync(today, Busiest, cancellationToken))
        {
            var name = (await clients.FindAsync(client.ClientId, cancellationToken))?.Name;
            busiest.Add(new BusyClientView(client.ClientId, name, client.Allowed, client.Refused));
        }

        var pending = await tierRequests.PageAsync(TierRequestStatus.Pending, null, MaxPending, cancellationToken);
        return new StoredOverviewView(
            [.. days.Select(day => new DayView(day.Day, day.Allowed, day.Refused))],
            busiest,
            await LastDayAsync(AuditKinds.ClientRegistered),
            await LastDayAsync(AuditKinds.ClientVerified),
            await LastDayAsync(AuditKinds.ClientRemoved),
            await LastDayAsync(AuditKinds.AuthenticationFailed),
            pending.Count,
            await outbox.CountAsync(cancellationToken)
        );

        ValueTask<long> LastDayAsync(string kind) => audit.CountAsync(kind, now.AddDays(-1), cancellationToken);
    }

    private NodeOverviewView ReadNode() =>
        new(
            _startedAt,
            [
                .. tally
                    .Read()
                    .OrderBy(count => count.Tier, StringComparer.Ordinal)
                    .ThenBy(count => count.Policy, StringComparer.Ordinal)
                    .Select(count => new TrafficView(count.Tier, count.Policy, count.Allowed, count.Refused)),
            ],
            [.. history.Read().Select(minute => new MinuteView(minute.EndedAt, minute.Allowed, minute.Refused))],
            !counters.ArePresent ? "own"
                : counters.Answer ? "shared"
                : "degraded",
            counters.Nodes,
            new CleanupView(maintenance.LastRunAt, maintenance.IsFailing, maintenance.RemovedByKind)
        );
}
