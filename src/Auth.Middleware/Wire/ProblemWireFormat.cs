using Auth.Bearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Wire;

/// <summary>The host's own endpoints: challenges of RFC 6750 with problem details (RFC 9457) as bodies.</summary>
internal sealed class ProblemWireFormat(BearerChallenge challenge) : WireFormat
{
    private const string QuotaExceeded = "https://iana.org/assignments/http-problem-types#quota-exceeded";
    private const string ReducedCapacity = "https://iana.org/assignments/http-problem-types#temporary-reduced-capacity";

    private readonly PreparedReply[] _failures = [.. Enum.GetValues<BearerFailure>().Select(Prepare)];
    private readonly RefusalBodies<ProblemBody> _refusals = new(Describe, AuthJsonContext.Relaxed.ProblemBody);

    public override Type RefusalBody => typeof(ProblemBody);

    public override string RefusalMediaType => JsonReply.ProblemJson;

    public override Task WriteBearerFailureAsync(HttpContext context, BearerFailure failure)
    {
        var reply = _failures[(int)failure];
        context.Response.Headers.WWWAuthenticate = challenge.For(failure);
        return reply.WriteAsync(context);
    }

    public override Task WriteForbiddenAsync(HttpContext context, string? scope)
    {
        var error = OAuthErrors.InsufficientScope;
        context.Response.Headers[HeaderNames.WWWAuthenticate] = scope is null
            ? challenge.For(error)
            : challenge.ForScope(scope);
        return WriteAsync(context, new ProblemBody("about:blank", Title(403), 403, error.Description));
    }

    public override Task WriteRateLimitedAsync(HttpContext context, RateLimitRefusal refusal)
    {
        JsonReply.NoStore(context.Response);
        return JsonReply.WriteAsync(context, 429, _refusals.Of(refusal), JsonReply.ProblemJson);
    }

    public override Task WriteUnavailableAsync(HttpContext context) =>
        WriteAsync(
            context,
            new ProblemBody(
                ReducedCapacity,
                "Request cannot be satisfied due to temporary server capacity constraints",
                503
            )
        );

    private static Task WriteAsync(HttpContext context, ProblemBody body)
    {
        JsonReply.NoStore(context.Response);
        return JsonReply.WriteAsync(
            context,
            body.Status,
            body,
            AuthJsonContext.Relaxed.ProblemBody,
            JsonReply.ProblemJson
        );
    }

    private static ProblemBody Describe(RateLimitRefusal refusal) =>
        new(
            QuotaExceeded,
            "Request cannot be satisfied as assigned quota has been exceeded",
            429,
            refusal.RetryAfter is { } seconds
                ? $"Try again in {seconds} s."
                : "The request costs more than the limit allows.",
            refusal.ViolatedPolicies
        );

    private static PreparedReply Prepare(BearerFailure failure)
    {
        var error = BearerChallenge.ErrorFor(failure);
        var body = new ProblemBody("about:blank", Title(error.Status), error.Status, error.Description);
        return PreparedReply.Of(error.Status, body, AuthJsonContext.Relaxed.ProblemBody, JsonReply.ProblemJson);
    }

    private static string Title(int status) =>
        status switch
        {
            400 => "Bad Request",
            403 => "Forbidden",
            _ => "Unauthorized",
        };
}
