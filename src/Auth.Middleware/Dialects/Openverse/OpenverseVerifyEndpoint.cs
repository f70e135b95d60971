using Auth.Pages;
using Auth.Verification;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Openverse;

/// <summary><c>/v1/auth_tokens/verify/CODE/</c>: the link in the mail.</summary>
/// <remarks>
/// A browser's GET shows a page whose button confirms (POST), so nothing that merely opens links confirms. Any other GET confirms at once, as
/// API callers expect. HEAD and prefetches say what the code is good for and change nothing.
/// </remarks>
internal sealed class OpenverseVerifyEndpoint(EmailVerifier verifier)
{
    public async Task HandleAsync(HttpContext context)
    {
        JsonReply.NoStore(context.Response);
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        var code = context.Request.RouteValues["code"] as string ?? "";
        var browser = Accepts.Html(context.Request);
        var looks =
            HttpMethods.IsHead(context.Request.Method)
            || IsPrefetch(context.Request)
            || (browser && HttpMethods.IsGet(context.Request.Method));
        var status = looks
            ? await verifier.PeekAsync(code, context.RequestAborted)
            : await verifier.ConfirmAsync(code, context.RequestAborted);
        await (browser ? PageAsync(context, status) : JsonAsync(context, status));
    }

    private static Task JsonAsync(HttpContext context, VerificationStatus status) =>
        OpenverseReply.MessageAsync(
            context,
            VerificationPage.StatusOf(status),
            status switch
            {
                VerificationStatus.Verified => "Successfully verified email. Your OAuth2 credentials are now active.",
                VerificationStatus.AlreadyVerified =>
                    "This email is verified already. Your OAuth2 credentials are active.",
                VerificationStatus.Pending =>
                    "This verification link is valid. Follow it with a GET request to verify your email.",
                VerificationStatus.Expired =>
                    "This verification link has expired. Ask for a new one with your client_id and client_secret: POST /v1/auth_tokens/verify/.",
                _ => "Invalid verification code. Did you validate your credentials already?",
            }
        );

    /// <summary>The pages of every verification; the expired one shows what to send.</summary>
    private static Task PageAsync(HttpContext context, VerificationStatus status) =>
        status == VerificationStatus.Expired
            ? HtmlPage.WriteAsync(
                context,
                VerificationPage.StatusOf(status),
                "This link has expired",
                "Your application is still registered. Ask for a new link with its client_id and client_secret:",
                command: $"POST {OpenverseRoutes.Verify}/\nclient_id=...&client_secret=..."
            )
            : VerificationPage.WriteAsync(context, status, $"{OpenverseRoutes.Verify}/");

    private static bool IsPrefetch(HttpRequest request) =>
        request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase)
        || request.Headers["Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase)
        || request.Headers["X-Moz"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase);
}
