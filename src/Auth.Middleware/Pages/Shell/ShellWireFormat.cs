using Auth.Bearer;
using Auth.Pages.Text;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Pages.Shell;

/// <summary>Words the refusals of an area of pages: every one is a page.</summary>
internal abstract class ShellWireFormat(PageMount mount) : WireFormat
{
    public override Task WriteBearerFailureAsync(HttpContext context, BearerFailure failure) =>
        ShellProblem.WriteAsync(context, mount.Frame, StatusCodes.Status401Unauthorized);

    public override Task WriteForbiddenAsync(HttpContext context, string? scope) =>
        ShellProblem.WriteAsync(context, mount.Frame, StatusCodes.Status403Forbidden);

    public override Task WriteRateLimitedAsync(HttpContext context, RateLimitRefusal refusal) =>
        ShellProblem.WriteAsync(
            context,
            mount.Frame,
            StatusCodes.Status429TooManyRequests,
            refusal.RetryAfter is { } seconds
                ? Words.Fill(PageText.ProblemTooManyAgain, Words.Span(TimeSpan.FromSeconds(seconds)))
                : null
        );

    public override Task WriteUnavailableAsync(HttpContext context) =>
        ShellProblem.WriteAsync(context, mount.Frame, StatusCodes.Status503ServiceUnavailable);
}
