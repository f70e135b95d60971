using Auth.Pages;
using Microsoft.AspNetCore.Http;

namespace Auth.Verification;

/// <summary>What a person sees who follows the link in a verification mail.</summary>
internal static class VerificationPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">What the code is good for.</param>
    /// <param name="resendPath">Where the client asks for another mail.</param>
    public static Task WriteAsync(HttpContext context, VerificationStatus status, string resendPath)
    {
        var (heading, text, button) = status switch
        {
            VerificationStatus.Pending => (
                "Confirm your e-mail address",
                "One click activates your API credentials. If you did not register an application, close this page and nothing happens.",
                "Confirm my address"
            ),
            VerificationStatus.Verified => (
                "Your address is confirmed",
                "Your API credentials are now active, with the full rate limits of your application. You can close this page.",
                null
            ),
            VerificationStatus.AlreadyVerified => (
                "Your address is confirmed already",
                "Your API credentials are active. You can close this page.",
                null
            ),
            VerificationStatus.Expired => (
                "This link has expired",
                $"Ask for a new one with your client_id and client_secret: POST {resendPath}.",
                null
            ),
            _ => (
                "This link is not valid",
                "Check that the whole link was copied from the mail. If your application is active already, there is nothing left to do.",
                (string?)null
            ),
        };
        return HtmlPage.WriteAsync(context, StatusOf(status), heading, text, button);
    }

    /// <summary>The HTTP status: following a link twice is no error.</summary>
    public static int StatusOf(VerificationStatus status) =>
        status switch
        {
            VerificationStatus.Unknown => StatusCodes.Status404NotFound,
            VerificationStatus.Expired => StatusCodes.Status410Gone,
            _ => StatusCodes.Status200OK,
        };
}
