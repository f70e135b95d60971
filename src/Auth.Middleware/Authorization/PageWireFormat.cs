using Auth.Bearer;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Authorization;

/// <summary>The endpoints that people open in a browser: every refusal is a page.</summary>
internal sealed class PageWireFormat(PageWriter pages) : WireFormat
{
    public override Task WriteBearerFailureAsync(HttpContext context, BearerFailure failure) =>
        pages.ProblemAsync(context, pages: null, BearerChallenge.ErrorFor(failure));

    public override Task WriteForbiddenAsync(HttpContext context, string? scope) =>
        pages.ProblemAsync(context, pages: null, OAuthErrors.InsufficientScope);

    public override Task WriteRateLimitedAsync(HttpContext context, RateLimitRefusal refusal) =>
        pages.ProblemAsync(context, pages: null, OAuthErrors.RateLimited);

    public override Task WriteUnavailableAsync(HttpContext context) =>
        pages.ProblemAsync(context, pages: null, OAuthErrors.TemporarilyUnavailable);
}
