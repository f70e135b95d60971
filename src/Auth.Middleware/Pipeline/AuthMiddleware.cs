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
    SharedLimiter shared,
    LimitHeaderWriter headers,
    PrincipalSource principals,
    ForeignTokenPolicy foreign,
    RestrictedTokens restricted,
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

        var kind = BearerHeaderReader.Read(context.Request.Headers.Authorization, out var token);
        switch (kind)
        {
            case BearerHeader.None:
            case BearerHeader.OtherScheme:
            case BearerHeader.Empty when endpoint.Wire.EmptyBearerIsAnonymous:
                return ContinueAsync(context, endpoint, null, now);
            case BearerHeader.Token or BearerHeader.DPoP when sessions.TryFingerprint(token, out var fingerprint):
                var proved = kind == BearerHeader.DPoP ? token.ToString() : null;
                return sessions.Find(fingerprint, now) is { } session
                    ? WithSessionAsync(context, endpoint, session, proved, now)
                    : LoadAsync(
                        context,
                        endpoint,
                        sessions.LoadAsync(fingerprint, token, context.RequestAborted),
                        proved
                    );
            case BearerHeader.Token or BearerHeader.DPoP when foreign.IsIgnored:
                return ContinueAsync(context, endpoint, null, now);
            case BearerHeader.Token or BearerHeader.DPoP:
                RestrictedTokens.Challenge(context, BearerFailure.Invalid, kind == BearerHeader.DPoP);
                return endpoint.Wire.WriteBearerFailureAsync(context, BearerFailure.Invalid);
            default:
                return endpoint.Wire.WriteBearerFailureAsync(context, BearerFailure.Malformed);
        }
    }

    private async Task LoadAsync(
        HttpContext context,
        EndpointRules endpoint,
        ValueTask<TokenSession> loading,
        string? proved
    )
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
            await UnavailableAsync(context, endpoint, e);
            return;
        }

        await WithSessionAsync(context, endpoint, session, proved, clock.Milliseconds);
    }

    /// <summary>The store is down: never 401, which would make clients throw good tokens away.</summary>
    private Task UnavailableAsync(HttpContext context, EndpointRules endpoint, Exception exception)
    {
        Log.TokenStoreUnavailable(logger, exception);
        context.Response.Headers[HeaderNames.RetryAfter] = RetryAfterUnavailable;
        return endpoint.Wire.WriteUnavailableAsync(context);
    }

    private Task WithSessionAsync(
        HttpContext context,
        EndpointRules endpoint,
        TokenSession session,
        string? proved,
        long now
    )
    {
        if (session.State == TokenState.Live)
        {
            return session.IsPlain && proved is null
                ? ContinueAsync(context, endpoint, session, now)
                : RestrictedAsync(context, endpoint, session, proved);
        }

        var failure = session.State switch
        {
            TokenState.Expired => BearerFailure.Expired,
            TokenState.Disabled => BearerFailure.Disabled,
            _ => BearerFailure.Invalid,
        };
        RestrictedTokens.Challenge(context, failure, proved is not null);
        return endpoint.Wire.WriteBearerFailureAsync(context, failure);
    }

    private async Task RestrictedAsync(
        HttpContext context,
        EndpointRules endpoint,
        TokenSession session,
        string? proved
    )
    {
        BearerFailure? failure;
        try
        {
            failure = await restricted.CheckAsync(context, endpoint, session, proved);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            await UnavailableAsync(context, endpoint, e);
            return;
        }

        await (
            failure is { } reason
                ? endpoint.Wire.WriteBearerFailureAsync(context, reason)
                : ContinueAsync(context, endpoint, session, clock.Milliseconds)
        );
    }

    private Task ContinueAsync(HttpContext context, EndpointRules endpoint, TokenSession? session, long now)
    {
        var isUser = session is not null && (principals.IsDefault || endpoint.RequiresToken);
        var request = new AuthRequest(endpoint, session, isUser ? principals.For(session!) : null);
        context.Features.Set(request);
        if (isUser)
        {
            context.Features.Set<IHttpAuthenticationFeature>(request);
        }

        if (!endpoint.IsLimited)
        {
            return AdmitAsync(context, endpoint, session);
        }

        if (!shared.IsActive)
        {
            var decision = Decide(context, endpoint, session, now);
            return ApplyAsync(context, endpoint, session, in decision);
        }

        var asked = Ask(context, endpoint, session);
        return shared.TryDecide(in asked, now, out var known)
            ? ApplyAsync(context, endpoint, session, in known)
            : LimitSharedAsync(context, endpoint, session, asked);
    }

    private async Task LimitSharedAsync(
        HttpContext context,
        EndpointRules endpoint,
        TokenSession? session,
        SharedRequest asked
    )
    {
        if (await shared.DecideAsync(asked) is { } decision)
        {
            await ApplyAsync(context, endpoint, session, in decision);
            return;
        }

        context.Response.Headers[HeaderNames.RetryAfter] = RetryAfterUnavailable;
        await endpoint.Wire.WriteUnavailableAsync(context);
    }

    private Task ApplyAsync(
        HttpContext context,
        EndpointRules endpoint,
        TokenSession? session,
        in RateLimitDecision decision
    )
    {
        headers.Write(context, endpoint, session, in decision);
        return decision.IsRefused
            ? endpoint.Wire.WriteRateLimitedAsync(context, LimitHeaderWriter.Refusal(context, endpoint, in decision))
            : AdmitAsync(context, endpoint, session);
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
