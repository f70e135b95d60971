using System.Net;

namespace Auth.RateLimiting;

/// <summary>Decides about requests: which policy applies, to whom it is charged and whether there is room.</summary>
/// <remarks>Never reads a clock, never touches HTTP, allocates nothing for a caller it knows. <c>now</c> is <see cref="RateLimitClock.NowMs"/>.</remarks>
internal sealed class RateLimitEngine(RateLimitPlanSource plans, ClientMeters clients, AnonymousMeters anonymous)
{
    /// <summary>The plan in force.</summary>
    public RateLimitPlan Plan => plans.Current;

    /// <summary>The meter of a client, for its session to keep.</summary>
    public ClientMeter Client(string clientId) => clients.GetOrAdd(clientId);

    /// <summary>Decides about a request of a verified client and counts it as usage.</summary>
    /// <param name="client">The client's meter, kept by its session.</param>
    /// <param name="windows">What limits the client, kept by its session.</param>
    /// <param name="policy">The policy of the endpoint; <see langword="null"/> for the default one.</param>
    /// <param name="cost">Units to charge; at least 1.</param>
    /// <param name="now">The time.</param>
    /// <param name="decision">What was decided.</param>
    public void AcquireClient(
        ClientMeter client,
        ClientWindows windows,
        string? policy,
        int cost,
        long now,
        out RateLimitDecision decision
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cost, 1);
        BeginClient(windows, policy, out decision);
        client.Acquire(cost, now, ref decision);
    }

    /// <summary>Reads a client's windows without charging or counting anything.</summary>
    public RateLimitDecision PeekClient(ClientMeter client, ClientWindows windows, string? policy, long now)
    {
        BeginClient(windows, policy, out var decision);
        client.Peek(now, ref decision);
        return decision;
    }

    /// <summary>Decides about a request of an anonymous caller, or of a client that is limited like one.</summary>
    public void AcquireAddress(IPAddress? address, string? policy, int cost, long now, out RateLimitDecision decision)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cost, 1);
        var plan = plans.Current;
        BeginAddress(plan, policy, out decision);
        anonymous.Acquire(address, plan.IPv6PrefixLength, cost, now, ref decision);
    }

    /// <summary>Reads the windows of an anonymous caller without charging anything.</summary>
    public RateLimitDecision PeekAddress(IPAddress? address, string? policy, long now)
    {
        var plan = plans.Current;
        BeginAddress(plan, policy, out var decision);
        anonymous.Peek(address, plan.IPv6PrefixLength, now, ref decision);
        return decision;
    }

    /// <summary>A decision to be made about a request that nodes decide together.</summary>
    public void Begin(in SharedRequest request, out RateLimitDecision decision)
    {
        if (request.OwnWindows is { } own)
        {
            BeginClient(own, request.Policy, out decision);
        }
        else
        {
            BeginAddress(plans.Current, request.Policy, out decision);
        }
    }

    /// <summary>Decides on this node alone, under its share of the limits, and counts the usage.</summary>
    public void Acquire(in SharedRequest request, int nodes, long now, out RateLimitDecision decision)
    {
        Begin(in request, out decision);
        decision.ShareAmong(nodes);
        if (request.Owner is { } owner)
        {
            owner.Acquire(request.Cost, now, ref decision);
            return;
        }

        anonymous.Acquire(request.Address, plans.Current.IPv6PrefixLength, request.Cost, now, ref decision);
        request.Caller?.Count(decision.IsRefused ? 0u : 1u, decision.IsRefused ? 1u : 0u, now);
    }

    /// <summary>Reads what this node has counted.</summary>
    public RateLimitDecision Peek(in SharedRequest request, long now) =>
        request is { Owner: { } owner, OwnWindows: { } own }
            ? PeekClient(owner, own, request.Policy, now)
            : PeekAddress(request.Address, request.Policy, now);

    private void BeginClient(ClientWindows client, string? policy, out RateLimitDecision decision)
    {
        var plan = plans.Current;
        if (plan.ForPolicy(policy, client.Tier, out var windows) is { } named)
        {
            RateLimitDecision.Begin(named, windows, plan.Fields, out decision);
        }
        else
        {
            RateLimitDecision.Begin(plan.Default, client.For(plan), plan.Fields, out decision);
        }
    }

    private static void BeginAddress(RateLimitPlan plan, string? policy, out RateLimitDecision decision)
    {
        var deciding = plan.ForAnonymous(policy, out var windows);
        RateLimitDecision.Begin(deciding, windows, plan.Fields, out decision);
    }
}
