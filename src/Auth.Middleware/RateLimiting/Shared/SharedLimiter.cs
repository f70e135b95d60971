using Auth.Storage;
using Auth.Telemetry;

namespace Auth.RateLimiting;

/// <summary>Decides about requests when nodes share their counters; otherwise it is not active and the engine decides alone.</summary>
/// <remarks>What is admitted is counted on the node too, so that it knows what it has served when the shared counters fall away.</remarks>
internal sealed class SharedLimiter(
    RateLimitEngine local,
    SharedCounters counters,
    SharedPartitions partitions,
    RateLimitClock clock,
    AuthMetrics metrics
)
{
    /// <summary>After so many reservations that others spent, a caller takes its units by itself.</summary>
    private const int Rounds = 64;

    /// <summary>Whether nodes share their counters.</summary>
    public bool IsActive { get; } = counters.ArePresent;

    private bool IsExact => local.Plan.Sharing.Coordination == RateLimitCoordination.Exact;

    /// <summary>Decides without waiting: from reserved units, or by a fresh refusal. Allocates nothing for a caller it knows.</summary>
    /// <returns><see langword="false"/> when <see cref="DecideAsync"/> has to.</returns>
    public bool TryDecide(in SharedRequest request, long now, out RateLimitDecision decision)
    {
        local.Begin(in request, out decision);
        if (TryDecideByLimits(in request, ref decision, now))
        {
            return true;
        }

        if (IsExact)
        {
            return false;
        }

        var windows = decision.Windows;
        var partition = PartitionOf(in request, in decision, ref windows);
        if (!partition.TryDecide(windows, request.Cost, now, ref decision, out var isLow))
        {
            return false;
        }

        if (isLow)
        {
            partitions.Hold(partition);
            _ = partition.AskAsync(counters, clock, windows, 1);
        }

        Settle(in request, windows, ref decision, now);
        return true;
    }

    /// <summary>Decides with the help of the store.</summary>
    /// <returns><see langword="null"/> when it does not answer and nothing may be served without it.</returns>
    public async ValueTask<RateLimitDecision?> DecideAsync(SharedRequest request)
    {
        local.Begin(in request, out var decision);
        // The limits may have been edited since.
        if (TryDecideByLimits(in request, ref decision, clock.NowMs))
        {
            return decision;
        }

        var windows = decision.Windows;
        var partition = PartitionOf(in request, in decision, ref windows);
        for (var round = 0; !IsExact && round < Rounds; round++)
        {
            if (!await partition.AskAsync(counters, clock, windows, request.Cost))
            {
                return WithoutStore(in request);
            }

            partitions.Hold(partition);
            if (partition.TryDecide(windows, request.Cost, clock.NowMs, ref decision, out _))
            {
                Settle(in request, windows, ref decision, clock.NowMs);
                return decision;
            }
        }

        if (await partition.Callers.TakeAsync(counters, windows, request.Cost) is not { } answer)
        {
            return WithoutStore(in request);
        }

        var standing = Standing(answer.Grant, windows);
        standing.Fill(windows, answer.TakenAfter, request.Cost, answer.IsAdmitted, clock.NowMs, ref decision);
        Settle(in request, windows, ref decision, clock.NowMs);
        return decision;
    }

    /// <summary>Reads the windows without charging anything; those of this node when the store does not answer.</summary>
    public async ValueTask<RateLimitDecision> PeekAsync(SharedRequest request)
    {
        local.Begin(in request, out var decision);
        var windows = decision.Windows;
        if (windows.Count == 0)
        {
            return decision;
        }

        var partition = PartitionOf(in request, in decision, ref windows);
        if (await counters.TakeAsync(new CounterDemand(partition.Key, windows.Shared, 0, 0)) is not { } grant)
        {
            return local.Peek(in request, clock.NowMs);
        }

        var reserved = partition.Reserved(clock.NowMs);
        Standing(grant, windows).Fill(windows, reserved, cost: 0, isAdmitted: true, clock.NowMs, ref decision);
        if (!ReferenceEquals(windows, decision.Windows))
        {
            AnonymousMeters.ShowOwnLimits(ref decision);
        }

        return decision;
    }

    /// <summary>Decides where the counts do not matter: without windows, and when the limits have no room for the cost at any time.</summary>
    private bool TryDecideByLimits(in SharedRequest request, ref RateLimitDecision decision, long now)
    {
        if (decision.Windows.Count > 0 && request.Cost <= decision.Windows.SmallestLimit)
        {
            return false;
        }

        if (decision.Windows.Count > 0)
        {
            default(RateLimitCounters).Acquire(decision.Windows, request.Cost, now, ref decision);
        }

        Settle(in request, in decision, now);
        return true;
    }

    private SharedStanding Standing(CounterGrant grant, WindowSet windows)
    {
        var standing = new SharedStanding(windows.Count);
        standing.Note(grant, clock.NowMs);
        return standing;
    }

    private SharedPartition PartitionOf(
        in SharedRequest request,
        in RateLimitDecision decision,
        ref WindowSet windows
    ) =>
        request.Owner is { } client
            ? partitions.OfClient(client.ClientId, decision.Policy)
            : partitions.OfAddress(
                AddressPartition.From(request.Address, local.Plan.IPv6PrefixLength),
                decision.Policy,
                ref windows
            );

    private RateLimitDecision? WithoutStore(in SharedRequest request)
    {
        var mode = local.Plan.Sharing.WhenUnavailable;
        metrics.Degraded(mode);
        if (mode == CounterOutage.Reject)
        {
            return null;
        }

        local.Acquire(in request, mode == CounterOutage.Allow ? 1 : counters.Nodes, clock.NowMs, out var decision);
        if (mode == CounterOutage.Allow)
        {
            decision.IsAdmitted = true;
            decision.RetryAfterSeconds = 0;
        }

        return decision;
    }

    private void Settle(in SharedRequest request, WindowSet windows, ref RateLimitDecision decision, long now)
    {
        if (!ReferenceEquals(windows, decision.Windows))
        {
            AnonymousMeters.ShowOwnLimits(ref decision);
        }

        Settle(in request, in decision, now);
    }

    /// <summary>Counts on this node what was decided: usage, and units for the time without a store.</summary>
    private void Settle(in SharedRequest request, in RateLimitDecision decision, long now)
    {
        if (decision.IsRefused)
        {
            (request.Owner ?? request.Caller)?.Count(0, 1, now);
        }
        else
        {
            local.Acquire(in request, nodes: 1, now, out _);
        }
    }
}
