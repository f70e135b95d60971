using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Auth.Hosting;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Verification;

/// <summary><c>/oauth2/verify/CODE</c>: the link in the mail. GET and HEAD look, POST confirms, so nothing that merely opens links confirms.</summary>
internal sealed class VerifyEndpoint(EmailVerifier verifier)
{
    public async Task HandleAsync(HttpContext context)
    {
        JsonReply.NoStore(context.Response);
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        var code = context.Request.RouteValues["code"] as string ?? "";
        var status = HttpMethods.IsPost(context.Request.Method)
            ? await verifier.ConfirmAsync(code, context.RequestAborted)
            : await verifier.PeekAsync(code, context.RequestAborted);
        await (
            Accepts.Html(context.Request)
                ? VerificationPage.WriteAsync(context, status, StandardRoutes.Verify)
                : WriteAsync(context, VerificationPage.StatusOf(status), VerificationBody.Of(status))
        );
    }

    /// <summary>Writes a body.</summary>
    public static Task WriteAsync(HttpContext context, int status, VerificationBody body) =>
        JsonReply.WriteAsync(context, status, body, VerificationJson.Relaxed.VerificationBody);
}

/// <summary>The bodies of verification.</summary>
[JsonSerializable(typeof(VerificationBody))]
internal sealed partial class VerificationJson : JsonSerializerContext
{
    /// <summary>The context.</summary>
    public static VerificationJson Relaxed { get; } =
        new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>Where a verification stands: <c>pending</c>, <c>verified</c>, <c>sent</c>, <c>expired</c> or <c>unknown</c>.</summary>
internal sealed record VerificationBody(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("message")] string Message
)
{
    /// <summary>Another mail is on its way.</summary>
    public static VerificationBody Sent { get; } = new("sent", "Look for the link in your mail.");

    /// <summary>Words a status.</summary>
    public static VerificationBody Of(VerificationStatus status) =>
        status switch
        {
            VerificationStatus.Pending => new("pending", "The link is valid. POST to it to confirm the address."),
            VerificationStatus.Verified => new("verified", "The address is confirmed."),
            VerificationStatus.AlreadyVerified => new("verified", "The address was confirmed before."),
            VerificationStatus.Expired => new(
                "expired",
                $"The link has expired. Ask for a new one with the client's credentials: POST {StandardRoutes.Verify}."
            ),
            _ => new("unknown", "The link is not valid."),
        };
}
