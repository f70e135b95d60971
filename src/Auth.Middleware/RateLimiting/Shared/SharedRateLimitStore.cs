using Auth.Storage;

namespace Auth.RateLimiting;

/// <summary>The counters of mails, failed authentications and single-use ids on the shared counters; strict and alone while those do not answer.</summary>
internal sealed class SharedRateLimitStore(SharedCounters counters) : IRateLimitStore
{
    private readonly InMemoryRateLimitStore _local = new();

    /// <inheritdoc/>
    public async ValueTask<RateLimitResult> AcquireAsync(
        string partition,
        IReadOnlyList<RateLimitWindow> windows,
        int cost,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        await TryAcquireAsync(partition, windows, cost)
        ?? await _local.AcquireAsync(partition, Share(windows), cost, now, cancellationToken);

    /// <summary>Whether the host has shared counters.</summary>
    public bool IsActive => counters.ArePresent;

    /// <summary>As <see cref="AcquireAsync"/>, for what one node alone cannot know.</summary>
    /// <exception cref="InvalidOperationException">The shared counters do not answer.</exception>
    public async ValueTask<RateLimitResult> AcquireTogetherAsync(
        string partition,
        IReadOnlyList<RateLimitWindow> windows,
        int cost
    ) =>
        await TryAcquireAsync(partition, windows, cost)
        ?? throw new InvalidOperationException("The shared counters do not answer.");

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<RateLimitWindowState>> PeekAsync(
        string partition,
        IReadOnlyList<RateLimitWindow> windows,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        await counters.TakeAsync(Demand(partition, windows, 0)) is { } grant
            ? States(windows, grant)
            : await _local.PeekAsync(partition, Share(windows), now, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask ResetAsync(string partition, CancellationToken cancellationToken)
    {
        await _local.ResetAsync(partition, cancellationToken);
        await counters.ResetAsync(counters.PartitionOf(partition), cancellationToken);
    }

    private async ValueTask<RateLimitResult?> TryAcquireAsync(
        string partition,
        IReadOnlyList<RateLimitWindow> windows,
        int cost
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cost, 1);
        if (windows.Count == 0)
        {
            return new RateLimitResult(true, [], TimeSpan.Zero);
        }

        if (await counters.TakeAsync(Demand(partition, windows, cost)) is not { } grant)
        {
            return null;
        }

        var isAllowed = grant.Units > 0;
        var wait = isAllowed
            ? TimeSpan.Zero
            : grant
                .Windows.Where((window, i) => window.Used + cost > windows[i].Limit)
                .Max(window => window.ResetAfter);
        return new RateLimitResult(isAllowed, States(windows, grant), wait);
    }

    private CounterDemand Demand(string partition, IReadOnlyList<RateLimitWindow> windows, int cost) =>
        new(
            counters.PartitionOf(partition),
            [
                .. windows.Select(window =>
                {
                    var step = (long)window.Period.TotalMilliseconds / SlidingWindow.SubWindows;
                    return new CounterWindow($"{window.Name} {step}", window.Limit, step, SlidingWindow.SubWindows + 1);
                }),
            ],
            cost,
            cost
        );

    private IReadOnlyList<RateLimitWindow> Share(IReadOnlyList<RateLimitWindow> windows) =>
        [.. windows.Select(window => window with { Limit = Math.Max(1, window.Limit / counters.Nodes) })];

    private static RateLimitWindowState[] States(IReadOnlyList<RateLimitWindow> windows, CounterGrant grant) =>
        [
            .. windows.Select(
                (window, i) =>
                    new RateLimitWindowState(
                        window.Name,
                        window.Limit,
                        Math.Max(0, window.Limit - grant.Windows[i].Used),
                        TimeSpan.FromSeconds(Math.Ceiling(grant.Windows[i].ResetAfter.TotalSeconds))
                    )
            ),
        ];
}
