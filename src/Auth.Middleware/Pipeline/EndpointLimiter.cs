using Auth.Auditing;
using Auth.Bearer.Sessions;
using Auth.RateLimiting;
using Auth.Telemetry;
using Auth.Time;
using Microsoft.AspNetCore.Http;

namespace Auth.Pipeline;

/// <summary>Charges a request to whoever makes it, and says so: in the headers, the metrics and, for a client over its limit, as a fact.</summary>
internal sealed class EndpointLimiter(
    RateLimitEngine limiter,
    LimitHeaderWriter headers,
    AuthMetrics metrics,
    AuthEventLog events,
    AuthClock clock
)
{
    /// <summary>Decides about a request and writes the fields of the decision.</summary>
    public RateLimitDecision Acquire(HttpContext context, EndpointRules endpoint, TokenSession? session, long now)
    {
        var decision = Decide(context, endpoint, session, now);
        headers.Write(context, endpoint, session, in decision);
        metrics.Limited(LimitHeaderWriter.TierOf(endpoint, session), in decision);
        if (decision.IsRefused && session?.Client is { } client && client.TakeReport(now))
        {
            events.Write(new QuotaExceeded(clock.UtcNow, client.Client.Id, decision.Policy.Name));
        }

        return decision;
    }

    private RateLimitDecision Decide(HttpContext context, EndpointRules endpoint, TokenSession? session, long now)
    {
        if (session?.Client is { HasOwnLimits: true } client && !endpoint.ByAddress)
        {
            return limiter.AcquireClient(client.Meter, client.Windows, endpoint.Policy, endpoint.Cost, now);
        }

        var decision = limiter.AcquireAddress(context.Connection.RemoteIpAddress, endpoint.Policy, endpoint.Cost, now);
        session?.Client?.Meter.Count(decision.IsRefused ? 0u : 1u, decision.IsRefused ? 1u : 0u, now);
        return decision;
    }
}
