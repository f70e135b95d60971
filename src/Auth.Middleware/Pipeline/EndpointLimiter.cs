using Auth.Auditing;
using Auth.Bearer.Sessions;
using Auth.RateLimiting;
using Auth.Telemetry;
using Auth.Time;
using Auth.Traffic;
using Microsoft.AspNetCore.Http;

namespace Auth.Pipeline;

/// <summary>Charges a request to whoever makes it, and says so: in the headers, the metrics and, for a client over its limit, as a fact.</summary>
internal sealed class EndpointLimiter(
    RateLimitEngine limiter,
    SharedLimiter shared,
    LimitHeaderWriter headers,
    AuthMetrics metrics,
    TrafficTally traffic,
    AuthEventLog events,
    AuthClock clock
)
{
    /// <summary>Decides about a request and writes the fields of the decision.</summary>
    /// <returns><see langword="false"/> when the nodes decide together and <see cref="AcquireAsync"/> has to ask.</returns>
    public bool TryAcquire(
        HttpContext context,
        EndpointRules endpoint,
        TokenSession? session,
        long now,
        out RateLimitDecision decision
    )
    {
        if (!shared.IsActive)
        {
            Decide(context, endpoint, session, now, out decision);
        }
        else if (!shared.TryDecide(Ask(context, endpoint, session), now, out decision))
        {
            return false;
        }

        Tell(context, endpoint, session, in decision, now);
        return true;
    }

    /// <summary>Decides with the other nodes and writes the fields of the decision.</summary>
    /// <returns><see langword="null"/> when that is not possible and nothing may be served without it.</returns>
    public async ValueTask<RateLimitDecision?> AcquireAsync(
        HttpContext context,
        EndpointRules endpoint,
        TokenSession? session
    )
    {
        if (await shared.DecideAsync(Ask(context, endpoint, session)) is not { } decision)
        {
            return null;
        }

        Tell(context, endpoint, session, in decision, clock.Milliseconds);
        return decision;
    }

    private void Tell(
        HttpContext context,
        EndpointRules endpoint,
        TokenSession? session,
        in RateLimitDecision decision,
        long now
    )
    {
        headers.Write(context, endpoint, session, in decision);
        var tier = LimitHeaderWriter.TierOf(endpoint, session);
        metrics.Limited(tier, in decision);
        traffic.Count(tier, in decision);
        if (decision.IsRefused && session?.Client is { } client && client.TakeReport(now))
        {
            events.Write(new QuotaExceeded(clock.UtcNow, client.Client.Id, decision.Policy.Name));
        }
    }

    private static SharedRequest Ask(HttpContext context, EndpointRules endpoint, TokenSession? session) =>
        session?.Client is { HasOwnLimits: true } client && !endpoint.ByAddress
            ? new SharedRequest(client.Meter, client.Windows, null, null, endpoint.Policy, endpoint.Cost)
            : new SharedRequest(
                null,
                null,
                context.Connection.RemoteIpAddress,
                session?.Client?.Meter,
                endpoint.Policy,
                endpoint.Cost
            );

    private void Decide(
        HttpContext context,
        EndpointRules endpoint,
        TokenSession? session,
        long now,
        out RateLimitDecision decision
    )
    {
        if (session?.Client is { HasOwnLimits: true } client && !endpoint.ByAddress)
        {
            limiter.AcquireClient(client.Meter, client.Windows, endpoint.Policy, endpoint.Cost, now, out decision);
            return;
        }

        var address = context.Connection.RemoteIpAddress;
        limiter.AcquireAddress(address, endpoint.Policy, endpoint.Cost, now, out decision);
        session?.Client?.Meter.Count(decision.IsRefused ? 0u : 1u, decision.IsRefused ? 1u : 0u, now);
    }
}
