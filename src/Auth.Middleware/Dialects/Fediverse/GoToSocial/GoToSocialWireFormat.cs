using Auth.Bearer;
using Auth.RateLimiting;
using Auth.Time;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>The refusals of the dialect, with its limit headers.</summary>
internal abstract class GoToSocialWireFormat(BearerChallenge challenge, AuthClock clock) : WireFormat
{
    private const string WholeSeconds = "yyyy-MM-ddTHH:mm:ss.000Z";

    private static readonly (string, string, string) Names = (
        "X-Ratelimit-Limit",
        "X-Ratelimit-Remaining",
        "X-Ratelimit-Reset"
    );

    public override Task WriteBearerFailureAsync(HttpContext context, BearerFailure failure)
    {
        context.Response.Headers.Append(HeaderNames.WWWAuthenticate, challenge.For(failure));
        return GoToSocialReply.ErrorAsync(context, StatusCodes.Status401Unauthorized, GoToSocialTexts.TokenNotSupplied);
    }

    /// <summary>The token is good and stands for no user.</summary>
    public Task WriteNoUserAsync(HttpContext context)
    {
        context.Response.Headers.Append(HeaderNames.WWWAuthenticate, challenge.For(BearerFailure.Missing));
        return GoToSocialReply.ErrorAsync(context, StatusCodes.Status401Unauthorized, GoToSocialTexts.UserNotSupplied);
    }

    public override Task WriteForbiddenAsync(HttpContext context, string? scope)
    {
        context.Response.Headers.Append(
            HeaderNames.WWWAuthenticate,
            scope is null ? challenge.For(OAuthErrors.InsufficientScope) : challenge.ForScope(scope)
        );
        return GoToSocialReply.ErrorAsync(context, StatusCodes.Status403Forbidden, GoToSocialTexts.InsufficientScope);
    }

    public override void WriteLimits(IHeaderDictionary headers, in RateLimitDecision decision) =>
        FediverseLimits.Write(headers, Names, in decision, clock.UtcNow, WholeSeconds);
}

/// <summary>The refusals below <c>/api</c>.</summary>
internal sealed class GoToSocialApiWireFormat(BearerChallenge challenge, AuthClock clock)
    : GoToSocialWireFormat(challenge, clock)
{
    public override Task WriteRateLimitedAsync(HttpContext context, RateLimitRefusal refusal) =>
        GoToSocialReply.BareErrorAsync(context, StatusCodes.Status429TooManyRequests, GoToSocialTexts.RateLimited);

    public override Task WriteUnavailableAsync(HttpContext context) =>
        GoToSocialReply.ErrorAsync(
            context,
            StatusCodes.Status503ServiceUnavailable,
            OAuthErrors.TemporarilyUnavailable.Description
        );
}

/// <summary>The same for OAuth endpoints. Their 429 is that of the API: clients of the original know no other.</summary>
internal sealed class GoToSocialOAuthWireFormat(BearerChallenge challenge, AuthClock clock)
    : GoToSocialWireFormat(challenge, clock)
{
    public override Task WriteRateLimitedAsync(HttpContext context, RateLimitRefusal refusal) =>
        GoToSocialReply.BareErrorAsync(context, StatusCodes.Status429TooManyRequests, GoToSocialTexts.RateLimited);

    public override Task WriteUnavailableAsync(HttpContext context) =>
        GoToSocialReply.OAuthErrorAsync(context, OAuthErrors.TemporarilyUnavailable);
}
