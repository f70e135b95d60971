using System.Runtime.CompilerServices;
using Auth.Bearer;
using Auth.Bearer.Sessions;
using Auth.RateLimiting;
using Auth.Storage;
using Auth.Telemetry;
using Auth.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Auth.Pipeline;

/// <summary>The hot path: token, session, limit, scope, next. Without a store call, a lock or an await while the token is cached.</summary>
/// <remarks>What is not on it is kept out of line: the frame of a method is cleared whenever it is entered, with the room of all that was inlined into it.</remarks>
internal sealed class AuthMiddleware(
    Onward onward,
    EndpointRulesTable rules,
    SessionLoader sessions,
    EndpointLimiter limiter,
    PrincipalSource principals,
    ForeignTokenPolicy foreign,
    RestrictedTokens restricted,
    AuthClock clock,
    AuthMetrics metrics,
    ILogger<AuthMiddleware> logger
)
{
    private const string RetryAfterUnavailable = "5";

    /// <summary>Whether the middleware has held the request to the rules of the endpoint it has arrived at.</summary>
    public static bool HasRun(HttpContext context) =>
        AuthRequest.Of(context) is { } request && ReferenceEquals(request.Rules.Endpoint, context.GetEndpoint());

    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = rules.For(EndpointOf(context));
        if (AuthRequest.Of(context) is { } earlier)
        {
            // The pipeline runs again for the same request, such as for an error page: it was counted already.
            new AuthRequest(endpoint, earlier.Session, user: null).Attach(context);
            return AdmitAsync(context, endpoint, earlier.Session);
        }

        if (endpoint.Cors is { } cors && cors.Apply(context))
        {
            return Task.CompletedTask;
        }

        var now = clock.Milliseconds;
        if (!endpoint.ReadsBearer)
        {
            return ContinueAsync(context, endpoint, null, now);
        }

        var kind = BearerHeaderReader.Read(context.Request.Headers.Authorization, out var token);
        if (
            kind is BearerHeader.None or BearerHeader.OtherScheme
            && endpoint.TokenParameters?.Read(context) is { } parameter
        )
        {
            kind = BearerHeader.Token;
            token = parameter;
        }

        switch (kind)
        {
            case BearerHeader.None:
            case BearerHeader.OtherScheme:
            case BearerHeader.Empty when endpoint.Wire.EmptyBearerIsAnonymous:
                return ContinueAsync(context, endpoint, null, now);
            case BearerHeader.Token or BearerHeader.DPoP when sessions.TryFingerprint(token, out var fingerprint):
                var proved = kind == BearerHeader.DPoP ? token.ToString() : null;
                return sessions.Find(fingerprint, now) is { } session
                    ? CachedAsync(context, endpoint, session, proved, now)
                    : LookUpAsync(
                        context,
                        endpoint,
                        sessions.LoadAsync(fingerprint, token, context.RequestAborted),
                        proved
                    );
            case BearerHeader.Token or BearerHeader.DPoP when foreign.IsIgnored:
                return ContinueAsync(context, endpoint, null, now);
            case BearerHeader.Token or BearerHeader.DPoP:
                metrics.Malformed();
                RestrictedTokens.Challenge(context, BearerFailure.Invalid, kind == BearerHeader.DPoP);
                return endpoint.Wire.WriteBearerFailureAsync(context, BearerFailure.Invalid);
            default:
                metrics.Malformed();
                return endpoint.Wire.WriteBearerFailureAsync(context, BearerFailure.Malformed);
        }
    }

    /// <summary>What the request has arrived at; by the indexer, as in <see cref="AuthRequest.Of"/>.</summary>
    private static Endpoint? EndpointOf(HttpContext context) =>
        ((IEndpointFeature?)context.Features[typeof(IEndpointFeature)])?.Endpoint;

    private Task CachedAsync(
        HttpContext context,
        EndpointRules endpoint,
        TokenSession session,
        string? proved,
        long now
    )
    {
        metrics.ValidatedFromCache(session.State);
        return WithSessionAsync(context, endpoint, session, proved, now);
    }

    /// <summary>An invented token is told by its tag, without a look-up: there is nothing to wait for.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Task LookUpAsync(
        HttpContext context,
        EndpointRules endpoint,
        ValueTask<TokenSession> loading,
        string? proved
    )
    {
        if (!loading.IsCompletedSuccessfully)
        {
            return LoadAsync(context, endpoint, loading, proved);
        }

        var session = loading.Result;
        if (!ReferenceEquals(session, TokenSession.Unknown))
        {
            return LoadAsync(context, endpoint, new(session), proved);
        }

        metrics.ValidatedAtOnce(session.State);
        return WithSessionAsync(context, endpoint, session, proved, clock.Milliseconds);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task LoadAsync(
        HttpContext context,
        EndpointRules endpoint,
        ValueTask<TokenSession> loading,
        string? proved
    )
    {
        TokenSession session;
        using var activity = AuthActivities.Start(AuthActivities.BearerLookup);
        var since = metrics.Now;
        try
        {
            session = await loading;
            metrics.Validated(session.State, since);
            activity?.Dispose();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            AuthActivities.Fail(activity, e);
            await UnavailableAsync(context, endpoint, e);
            return;
        }

        await WithSessionAsync(context, endpoint, session, proved, clock.Milliseconds);
    }

    /// <summary>The store is down: never 401, which would make clients throw good tokens away.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Task UnavailableAsync(HttpContext context, EndpointRules endpoint, Exception exception)
    {
        if (exception is StoreUnavailableException)
        {
            Log.EndpointUnavailable(logger, endpoint.Endpoint?.DisplayName ?? "an endpoint");
        }
        else
        {
            Log.TokenStoreUnavailable(logger, exception);
        }

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

    [MethodImpl(MethodImplOptions.NoInlining)]
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
        new AuthRequest(endpoint, session, isUser ? principals.For(session!) : null).Attach(context);

        if (!endpoint.IsLimited)
        {
            return AdmitAsync(context, endpoint, session);
        }

        return limiter.TryAcquire(context, endpoint, session, now, out var decision)
            ? DecidedAsync(context, endpoint, session, in decision)
            : LimitTogetherAsync(context, endpoint, session);
    }

    /// <summary>The nodes decide together, and this one does not know the answer yet.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task LimitTogetherAsync(HttpContext context, EndpointRules endpoint, TokenSession? session)
    {
        if (await limiter.AcquireAsync(context, endpoint, session) is { } decision)
        {
            await DecidedAsync(context, endpoint, session, in decision);
            return;
        }

        context.Response.Headers[HeaderNames.RetryAfter] = RetryAfterUnavailable;
        await endpoint.Wire.WriteUnavailableAsync(context);
    }

    private Task DecidedAsync(
        HttpContext context,
        EndpointRules endpoint,
        TokenSession? session,
        in RateLimitDecision decision
    ) =>
        decision.IsRefused
            ? endpoint.Wire.WriteRateLimitedAsync(context, LimitHeaderWriter.Refusal(context, endpoint, in decision))
            : AdmitAsync(context, endpoint, session);

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

        return onward.SendAsync(context, endpoint, session is not null && principals.IsDefault);
    }
}
