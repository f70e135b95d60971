using Auth.Bearer;
using Auth.Bearer.Sessions;
using Auth.RateLimiting;
using Auth.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Auth.Pipeline;

/// <summary>The hot path: token, session, limit, scope, next. Without a store call, a lock or an await while the token is cached.</summary>
internal sealed class AuthMiddleware(
    RequestDelegate next,
    EndpointRulesTable rules,
    SessionLoader sessions,
    RateLimitEngine limiter,
    LimitHeaderWriter headers,
    PrincipalSource principals,
    ForeignTokenPolicy foreign,
    AuthClock clock,
    ILogger<AuthMiddleware> logger
)
{
    private const string RetryAfterUnavailable = "5";

    /// <summary>Whether the middleware has held the request to the rules of the endpoint it has arrived at.</summary>
    public static bool HasRun(HttpContext context) =>
        AuthRequest.Of(context) is { } request && ReferenceEquals(request.Rules.Endpoint, context.GetEndpoint());

    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = rules.For(context.GetEndpoint());
        if (AuthRequest.Of(context) is { } earlier)
        {
            // The pipeline runs again for the same request, such as for an error page: it was counted already.
            context.Features.Set(new AuthRequest(endpoint, earlier.Session, user: null));
            return AdmitAsync(context, endpoint, earlier.Session);
        }

        var now = clock.Milliseconds;
        if (!endpoint.ReadsBearer)
        {
            return ContinueAsync(context, endpoint, null, now);
        }

        switch (BearerHeaderReader.Read(context.Request.Headers.Authorization, out var token))
        {
            case BearerHeader.None:
            case BearerHeader.OtherScheme:
            case BearerHeader.Empty when endpoint.Wire.EmptyBearerIsAnonymous:
                return ContinueAsync(context, endpoint, null, now);
            case BearerHeader.Token when sessions.TryFingerprint(token, out var fingerprint):
                return sessions.Find(fingerprint, now) is { } session
                    ? WithSessionAsync(context, endpoint, session, now)
                    : LoadAsync(context, endpoint, sessions.LoadAsync(fingerprint, token, context.RequestAborted));
            case BearerHeader.Token when foreign.IsIgnored:
                return ContinueAsync(context, endpoint, null, now);
            case BearerHeader.Token:
                return endpoint.Wire.WriteBearerFailureAsync(context, BearerFailure.Invalid);
            default:
                return endpoint.Wire.WriteBearerFailureAsync(context, BearerFailure.Malformed);
        }
    }

    private async Task LoadAsync(HttpContext context, EndpointRules endpoint, ValueTask<TokenSession> loading)
    {
        TokenSession session;
        try
        {
            session = await loading;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            // The store is down: never 401, which would make clients throw good tokens away.
            Log.TokenStoreUnavailable(logger, e);
            context.Response.Headers[HeaderNames.RetryAfter] = RetryAfterUnavailable;
            await endpoint.Wire.WriteUnavailableAsync(context);
            return;
        }

        await WithSessionAsync(context, endpoint, session, clock.Milliseconds);
    }

    private Task WithSessionAsync(HttpContext context, EndpointRules endpoint, TokenSession session, long now) =>
        session.State switch
        {
            TokenState.Live => ContinueAsync(context, endpoint, session, now),
            TokenState.Expired => endpoint.Wire.WriteBearerFailureAsync(context, BearerFailure.Expired),
            TokenState.Disabled => endpoint.Wire.WriteBearerFailureAsync(context, BearerFailure.Disabled),
            _ => endpoint.Wire.WriteBearerFailureAsync(context, BearerFailure.Invalid),
        };

    private Task ContinueAsync(HttpContext context, EndpointRules endpoint, TokenSession? session, long now)
    {
        var isUser = session is not null && (principals.IsDefault || endpoint.RequiresToken);
        var request = new AuthRequest(endpoint, session, isUser ? principals.For(session!) : null);
        context.Features.Set(request);
        if (isUser)
        {
            context.Features.Set<IHttpAuthenticationFeature>(request);
        }

        if (endpoint.IsLimited)
        {
            var decision = Decide(context, endpoint, session, now);
            headers.Write(context, endpoint, session, in decision);
            if (decision.IsRefused)
            {
                return endpoint.Wire.WriteRateLimitedAsync(
                    context,
                    LimitHeaderWriter.Refusal(context, endpoint, in decision)
                );
            }
        }

        return AdmitAsync(context, endpoint, session);
    }

    private Task AdmitAsync(HttpContext context, EndpointRules endpoint, TokenSession? session)
    {
        if (endpoint.RequiresToken)
        {
            if (session is null)
            {
                return endpoint.Wire.WriteBearerFailureAsync(context, BearerFailure.Missing);
            }

            if (!endpoint.AreMetBy(session.Caller!.Scopes))
            {
                return endpoint.Wire.WriteForbiddenAsync(context, endpoint.Scope);
            }
        }

        return next(context);
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
