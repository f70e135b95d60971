using Auth.Bearer.Sessions;
using Auth.RateLimiting;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Pipeline;

/// <summary>Writes what a decision means into the response: the standard fields and the legacy ones of the endpoint's dialect.</summary>
internal sealed class LimitHeaderWriter
{
    private readonly LegacyHeaderNames _names = new();

    /// <summary>Writes the fields of an allowed or refused request; a caller without windows gets none.</summary>
    public void Write(HttpContext context, EndpointRules endpoint, TokenSession? session, in RateLimitDecision decision)
    {
        if (decision.Windows.Count == 0 || decision.Fields == LimitFields.None)
        {
            return;
        }

        var headers = context.Response.Headers;
        if (decision.Fields is LimitFields.All or LimitFields.Standard)
        {
            headers[RateLimitHeaders.PolicyName] = RateLimitHeaders.Policy(in decision);
            headers[RateLimitHeaders.LimitName] = RateLimitHeaders.Limit(in decision);
        }

        if (decision.Fields is LimitFields.All or LimitFields.Legacy)
        {
            WriteLegacy(headers, endpoint, session, in decision);
        }
    }

    private void WriteLegacy(
        IHeaderDictionary headers,
        EndpointRules endpoint,
        TokenSession? session,
        in RateLimitDecision decision
    )
    {
        endpoint.Wire.WriteLimits(headers, in decision);
        var legacy = _names.For(endpoint, TierOf(endpoint, session), in decision);
        for (var i = 0; i < legacy.Length; i++)
        {
            headers[legacy[i].Limit] = decision.Windows.Windows[i].Text;
            headers[legacy[i].Available] = NumberText.Of(decision[i].Remaining);
        }
    }

    /// <summary>Sets <c>Retry-After</c>, unless no time would help, and says what refused.</summary>
    public static RateLimitRefusal Refusal(HttpContext context, EndpointRules endpoint, in RateLimitDecision decision)
    {
        var isHopeless = endpoint.Cost > decision.Windows.SmallestLimit;
        if (!isHopeless)
        {
            context.Response.Headers[HeaderNames.RetryAfter] = RateLimitHeaders.RetryAfter(in decision);
        }

        return new RateLimitRefusal(
            isHopeless ? null : decision.RetryAfterSeconds,
            decision.Windows.NamesWithout(endpoint.Cost, in decision)
        );
    }

    /// <summary>The tier whose limits a caller has.</summary>
    public static string TierOf(EndpointRules endpoint, TokenSession? session) =>
        session?.Client is { HasOwnLimits: true } client && !endpoint.ByAddress ? client.Tier : TierNames.Anonymous;
}
