using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Openverse;

/// <summary>Endpoint metadata: the value of <c>Allow</c>.</summary>
internal sealed record AllowedMethods(string Value);

/// <summary>What all of the dialect's answers share: headers, content negotiation, and the answers to other methods.</summary>
internal static class OpenverseExchange
{
    private static readonly string[] Renders = ["application/json", "text/html"];
    private static readonly string[] Parses =
    [
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ];

    /// <summary>Adds the headers and refuses callers that can read none of the media types.</summary>
    public static RequestDelegate Negotiate(RequestDelegate handle) =>
        context =>
        {
            AddHeaders(context);
            return Accepts.Json(context.Request)
                ? handle(context)
                : OpenverseReply.DetailAsync(
                    context,
                    StatusCodes.Status406NotAcceptable,
                    "Could not satisfy the request Accept header."
                );
        };

    /// <summary>Answers <c>OPTIONS</c> with a description and everything else with 405.</summary>
    public static RequestDelegate Describe(string name, string description) =>
        context =>
        {
            AddHeaders(context);
            return HttpMethods.IsOptions(context.Request.Method)
                ? JsonReply.WriteAsync(
                    context,
                    200,
                    new OptionsBody(name, description, Renders, Parses),
                    OpenverseJson.Relaxed.OptionsBody
                )
                : OpenverseReply.DetailAsync(
                    context,
                    405,
                    $"Method \"{MethodName(context.Request.Method)}\" not allowed."
                );
        };

    /// <summary>Adds the headers that every answer of the dialect has, refusals by the middleware too.</summary>
    public static void AddHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (context.GetEndpoint()?.Metadata.GetMetadata<AllowedMethods>() is { } allowed)
        {
            headers[HeaderNames.Allow] = allowed.Value;
        }

        headers[HeaderNames.Vary] = "Accept, Authorization, Origin";
        headers[HeaderNames.XFrameOptions] = "DENY";
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
    }

    /// <summary>A method is a token of the caller's choosing: only a plain one is repeated.</summary>
    private static string MethodName(string method) =>
        method.Length <= 16 && method.All(char.IsAsciiLetter) ? method : "?";
}
