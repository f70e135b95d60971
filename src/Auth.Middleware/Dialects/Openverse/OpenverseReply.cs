using Auth.Http;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Openverse;

/// <summary>Writes the dialect's bodies.</summary>
internal static class OpenverseReply
{
    /// <summary><c>{"detail":...}</c></summary>
    public static Task DetailAsync(HttpContext context, int status, string detail, string? error = null) =>
        JsonReply.WriteAsync(context, status, new DetailBody(detail, error), OpenverseJson.Relaxed.DetailBody);

    /// <summary><c>{"msg":...}</c></summary>
    public static Task MessageAsync(HttpContext context, int status, string message) =>
        JsonReply.WriteAsync(context, status, new MessageBody(message), OpenverseJson.Relaxed.MessageBody);

    /// <summary><c>{"name":["..."]}</c>, not wrapped.</summary>
    public static Task FieldErrorsAsync(HttpContext context, Dictionary<string, List<string>> errors) =>
        JsonReply.WriteAsync(
            context,
            StatusCodes.Status400BadRequest,
            errors,
            OpenverseJson.Relaxed.DictionaryStringListString
        );

    /// <summary>The answer to a body that cannot be read.</summary>
    public static Task BodyErrorAsync(HttpContext context, RequestBodyError error) =>
        error.Kind switch
        {
            RequestBodyErrorKind.TooLarge => DetailAsync(
                context,
                413,
                $"Request body may not exceed {error.Detail} bytes."
            ),
            RequestBodyErrorKind.UnsupportedMediaType => DetailAsync(
                context,
                415,
                $"Unsupported media type \"{error.Detail}\" in request."
            ),
            RequestBodyErrorKind.MalformedJson => DetailAsync(context, 400, $"JSON parse error - {error.Detail}"),
            RequestBodyErrorKind.NotAnObject => FieldErrorsAsync(
                context,
                new() { ["non_field_errors"] = [$"Invalid data. Expected a dictionary, but got {error.Detail}."] }
            ),
            RequestBodyErrorKind.DuplicateParameter => DetailAsync(
                context,
                400,
                "A parameter was sent more than once."
            ),
            _ => DetailAsync(context, 400, error.Detail),
        };
}
