using System.Text.Json.Serialization.Metadata;
using Auth.Http;
using Auth.Wire;
using Microsoft.AspNetCore.Http;

namespace Auth.Admin;

/// <summary>Writes the operator API's answers: never cached, errors as problem details (RFC 9457).</summary>
internal static class AdminReply
{
    public static Task WriteAsync<T>(HttpContext context, T body, JsonTypeInfo<T> type, int status = 200)
    {
        JsonReply.NoStore(context.Response);
        return JsonReply.WriteAsync(context, status, body, type);
    }

    public static Task NotFoundAsync(HttpContext context, string what) =>
        ProblemAsync(context, 404, "Not Found", $"There is no such {what}.");

    public static Task InvalidAsync(HttpContext context, string detail) =>
        ProblemAsync(context, 400, "Bad Request", detail);

    public static Task ConflictAsync(HttpContext context, string detail) =>
        ProblemAsync(context, 409, "Conflict", detail);

    public static Task BodyErrorAsync(HttpContext context, RequestBodyError error) =>
        error.Kind switch
        {
            RequestBodyErrorKind.TooLarge => ProblemAsync(
                context,
                413,
                "Content Too Large",
                $"The body is larger than {error.Detail} bytes."
            ),
            RequestBodyErrorKind.UnsupportedMediaType => ProblemAsync(
                context,
                415,
                "Unsupported Media Type",
                "The body must be JSON."
            ),
            RequestBodyErrorKind.MalformedJson => InvalidAsync(context, $"The JSON is malformed: {error.Detail}."),
            RequestBodyErrorKind.MalformedForm => InvalidAsync(context, error.Detail),
            _ => InvalidAsync(context, "The body must be a JSON object."),
        };

    private static Task ProblemAsync(HttpContext context, int status, string title, string detail)
    {
        JsonReply.NoStore(context.Response);
        return JsonReply.WriteAsync(
            context,
            status,
            new ProblemBody("about:blank", title, status, detail),
            AuthJsonContext.Relaxed.ProblemBody,
            JsonReply.ProblemJson
        );
    }
}
