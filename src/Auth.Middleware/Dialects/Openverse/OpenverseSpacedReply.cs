using System.Text;
using Auth.Bearer;
using Auth.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Openverse;

/// <summary>The bodies of the two endpoints that write JSON with a space behind colons and commas.</summary>
internal static class OpenverseSpacedReply
{
    /// <summary>Writes an error. A 401 has the original's challenge and, behind it, the one that RFC 6749 section 5.2 asks for.</summary>
    public static Task ErrorAsync(HttpContext context, OAuthError error, BearerChallenge challenge)
    {
        if (error.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers[HeaderNames.WWWAuthenticate] = new StringValues([
                $"Bearer error=\"{error.Code}\"",
                challenge.Basic,
            ]);
            return WriteAsync(context, error.Status, $"{{\"error\": \"{error.Code}\"}}");
        }

        return WriteAsync(
            context,
            error.Status,
            $"{{\"error\": \"{error.Code}\", \"error_description\": \"{error.Description}\"}}"
        );
    }

    public static Task BodyErrorAsync(HttpContext context, RequestBodyError error, BearerChallenge challenge) =>
        ErrorAsync(
            context,
            error.Kind switch
            {
                RequestBodyErrorKind.TooLarge => OAuthErrors.ContentTooLarge,
                RequestBodyErrorKind.UnsupportedMediaType => OAuthErrors.InvalidRequest with
                {
                    Description = "The request body must be a form.",
                },
                RequestBodyErrorKind.DuplicateParameter => OAuthErrors.InvalidRequest with
                {
                    Description = "A parameter was sent more than once.",
                },
                _ => OAuthErrors.InvalidRequest,
            },
            challenge
        );

    public static Task WriteAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        var bytes = Encoding.UTF8.GetBytes(json);
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
