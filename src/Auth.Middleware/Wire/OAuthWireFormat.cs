using Auth.Bearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Wire;

/// <summary>The library's OAuth endpoints: every refusal is JSON with an <c>error</c> member, so that OAuth clients understand it.</summary>
internal sealed class OAuthWireFormat(OAuthReply reply, BearerChallenge challenge) : WireFormat
{
    public override Task WriteBearerFailureAsync(HttpContext context, BearerFailure failure)
    {
        context.Response.Headers[HeaderNames.WWWAuthenticate] = challenge.For(failure);
        JsonReply.NoStore(context.Response);
        var error = BearerChallenge.ErrorFor(failure);
        return reply.WriteAsync(context, error);
    }

    public override Task WriteForbiddenAsync(HttpContext context, string? scope)
    {
        context.Response.Headers[HeaderNames.WWWAuthenticate] = scope is null
            ? challenge.For(OAuthErrors.InsufficientScope)
            : challenge.ForScope(scope);
        return reply.ErrorAsync(context, OAuthErrors.InsufficientScope);
    }

    public override Task WriteRateLimitedAsync(HttpContext context, RateLimitRefusal refusal) =>
        reply.ErrorAsync(context, OAuthErrors.RateLimited);

    public override Task WriteUnavailableAsync(HttpContext context) =>
        reply.ErrorAsync(context, OAuthErrors.TemporarilyUnavailable);
}
