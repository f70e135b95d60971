using Auth.Bearer;
using Auth.RateLimiting;
using Auth.Time;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>The refusals below <c>/api</c>: one member, <c>error</c>.</summary>
internal sealed class MastodonApiWireFormat(AuthClock clock) : WireFormat
{
    private static readonly (string, string, string) Names = (
        "X-RateLimit-Limit",
        "X-RateLimit-Remaining",
        "X-RateLimit-Reset"
    );

    public override Task WriteBearerFailureAsync(HttpContext context, BearerFailure failure)
    {
        var error = OAuthErrors.InvalidToken with
        {
            Description = failure == BearerFailure.Expired ? MastodonTexts.ExpiredToken : MastodonTexts.InvalidToken,
        };
        context.Response.Headers.Append(HeaderNames.WWWAuthenticate, MastodonReply.Challenge(error));
        return MastodonReply.ErrorAsync(context, error.Status, error.Description);
    }

    public override Task WriteForbiddenAsync(HttpContext context, string? scope)
    {
        var error = OAuthErrors.InsufficientScope with
        {
            Description = $"Access to this resource requires scope \"{scope}\".",
        };
        context.Response.Headers.Append(HeaderNames.WWWAuthenticate, MastodonReply.Challenge(error));
        return MastodonReply.ErrorAsync(context, error.Status, MastodonTexts.OutsideScopes);
    }

    public override Task WriteRateLimitedAsync(HttpContext context, RateLimitRefusal refusal) =>
        MastodonReply.ErrorAsync(context, StatusCodes.Status429TooManyRequests, MastodonTexts.TooManyRequests);

    public override Task WriteUnavailableAsync(HttpContext context) =>
        MastodonReply.ErrorAsync(
            context,
            StatusCodes.Status503ServiceUnavailable,
            OAuthErrors.TemporarilyUnavailable.Description
        );

    public override void WriteLimits(IHeaderDictionary headers, in RateLimitDecision decision) =>
        FediverseLimits.Write(headers, Names, in decision, clock.UtcNow, "yyyy-MM-ddTHH:mm:ss.ffffffZ");
}

/// <summary>The refusals of the OAuth endpoints: <c>error</c> and <c>error_description</c>.</summary>
internal sealed class MastodonOAuthWireFormat : WireFormat
{
    public override Task WriteBearerFailureAsync(HttpContext context, BearerFailure failure) =>
        MastodonReply.OAuthErrorAsync(context, MastodonTexts.TokenInvalid);

    public override Task WriteForbiddenAsync(HttpContext context, string? scope) =>
        MastodonReply.OAuthErrorAsync(context, OAuthErrors.InsufficientScope);

    public override Task WriteRateLimitedAsync(HttpContext context, RateLimitRefusal refusal) =>
        MastodonReply.OAuthErrorAsync(context, OAuthErrors.RateLimited);

    public override Task WriteUnavailableAsync(HttpContext context) =>
        MastodonReply.OAuthErrorAsync(context, OAuthErrors.TemporarilyUnavailable);
}
