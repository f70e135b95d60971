using System.Text.Json.Serialization.Metadata;
using Auth.Bearer;
using Auth.Errors;
using Auth.Http;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Fediverse.GoToSocial;

/// <summary>Writes the dialect's answers.</summary>
internal static class GoToSocialReply
{
    private const string Json = "application/json";

    /// <summary>How times are written.</summary>
    public const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>Adds the headers, and refuses callers that cannot read JSON.</summary>
    public static RequestDelegate Negotiate(RequestDelegate handle) =>
        context =>
        {
            var accept = context.Request.Headers.Accept.ToString();
            return accept.Length == 0 || ReadsJson(accept)
                ? handle(context)
                : ErrorAsync(
                    context,
                    StatusCodes.Status406NotAcceptable,
                    $"no format can be offered for requested Accept header(s) [{ErrorText.Sanitize(accept)}]; this endpoint offers [{Json}]"
                );
        };

    /// <summary>An answer.</summary>
    public static Task WriteAsync<T>(HttpContext context, int status, T body, JsonTypeInfo<T> type)
    {
        var headers = context.Response.Headers;
        headers[HeaderNames.CacheControl] = "no-store";
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers[HeaderNames.XFrameOptions] = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        return JsonReply.WriteAsync(context, status, body, type, Json);
    }

    /// <summary>A refusal of the API: the status in words, then what is wrong.</summary>
    public static Task ErrorAsync(HttpContext context, int status, string? what = null) =>
        WriteAsync(
            context,
            status,
            new GoToSocialErrorBody(what is null ? Words(status) : $"{Words(status)}: {what}"),
            GoToSocialJson.Relaxed.GoToSocialErrorBody
        );

    /// <summary>A refusal whose body is a text of its own.</summary>
    public static Task BareErrorAsync(HttpContext context, int status, string error) =>
        WriteAsync(context, status, new GoToSocialErrorBody(error), GoToSocialJson.Relaxed.GoToSocialErrorBody);

    /// <summary>A refusal of an OAuth endpoint.</summary>
    public static Task OAuthErrorAsync(HttpContext context, OAuthError error)
    {
        if (error.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers[HeaderNames.WWWAuthenticate] = context
                .RequestServices.GetRequiredService<BearerChallenge>()
                .Basic;
        }

        context.Response.Headers[HeaderNames.Pragma] = "no-cache";
        return WriteAsync(
            context,
            error.Status,
            new GoToSocialErrorBody(error.Code, error.Description),
            GoToSocialJson.Relaxed.GoToSocialErrorBody
        );
    }

    /// <summary>The answer of the API to a body that cannot be read.</summary>
    public static Task BodyErrorAsync(HttpContext context, RequestBodyError error) =>
        error.Kind == RequestBodyErrorKind.TooLarge
            ? ErrorAsync(context, StatusCodes.Status413PayloadTooLarge)
            : ErrorAsync(context, StatusCodes.Status400BadRequest, Auth.Wire.OAuthReply.ErrorFor(error).Description);

    /// <summary>Another method: what is allowed, in plain text.</summary>
    public static Task OtherMethodAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers[HeaderNames.Allow] = context
            .GetEndpoint()
            ?.Metadata.GetMetadata<AllowedMethods>()
            ?.Value;
        context.Response.ContentType = "text/plain";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.WriteAsync("405 method not allowed", context.RequestAborted);
    }

    private static bool ReadsJson(string accept) =>
        MediaTypeHeaderValue.TryParseList([accept], out var ranges)
        && ranges.Any(range => new MediaTypeHeaderValue(Json).IsSubsetOf(range));

    private static string Words(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
}
