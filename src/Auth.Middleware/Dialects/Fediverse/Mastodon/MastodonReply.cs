using System.Text.Json.Serialization.Metadata;
using Auth.Http;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Fediverse.Mastodon;

/// <summary>Writes the dialect's answers.</summary>
internal static class MastodonReply
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>An answer of the API.</summary>
    public static Task WriteAsync<T>(HttpContext context, int status, T body, JsonTypeInfo<T> type)
    {
        var headers = context.Response.Headers;
        headers[HeaderNames.CacheControl] = "private, no-store";
        headers[HeaderNames.ContentSecurityPolicy] = "default-src 'none'; form-action 'none'; frame-ancestors 'none'";
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers[HeaderNames.Vary] = "Authorization, Origin";
        return JsonReply.WriteAsync(context, status, body, type, Json);
    }

    /// <summary><c>{"error":...}</c></summary>
    public static Task ErrorAsync(HttpContext context, int status, string error) =>
        WriteAsync(context, status, new ErrorBody(error), MastodonJson.Relaxed.ErrorBody);

    /// <summary>An answer of an OAuth endpoint.</summary>
    public static Task OAuthAsync<T>(HttpContext context, int status, T body, JsonTypeInfo<T> type)
    {
        JsonReply.NoStore(context.Response);
        return JsonReply.WriteAsync(context, status, body, type, Json);
    }

    /// <summary>An OAuth error; a token or authorization error repeats itself in a challenge.</summary>
    public static Task OAuthErrorAsync(HttpContext context, OAuthError error, string? state = null)
    {
        context.Response.Headers.Append(HeaderNames.WWWAuthenticate, Challenge(error));
        return OAuthAsync(
            context,
            error.Status,
            new MastodonOAuthErrorBody(error.Code, error.Description, state),
            MastodonJson.Relaxed.MastodonOAuthErrorBody
        );
    }

    /// <summary>The challenge the original gives with every refusal; what a quoted string must not hold becomes an underscore.</summary>
    public static string Challenge(OAuthError error) =>
        $"Bearer realm=\"Doorkeeper\", error=\"{error.Code}\", error_description=\"{Quotable(error.Description)}\"";

    /// <summary>The answer of the API to a body that cannot be read.</summary>
    public static Task BodyErrorAsync(HttpContext context, RequestBodyError error)
    {
        var (status, text) =
            error.Kind == RequestBodyErrorKind.TooLarge ? (413, "Payload Too Large") : (400, "Bad Request");
        return WriteAsync(context, status, new StatusBody(status, text), MastodonJson.Relaxed.StatusBody);
    }

    /// <summary>There is no such thing here: JSON for those who ask for it.</summary>
    public static Task NotFoundAsync(HttpContext context)
    {
        if (context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return ErrorAsync(context, StatusCodes.Status404NotFound, "Not Found");
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/html; charset=utf-8";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.WriteAsync(
                "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Not found</title><p>The page you are looking for isn't here.</p></html>",
                context.RequestAborted
            );
    }

    private static string Quotable(string text) =>
        string.Create(
            text.Length,
            text,
            static (destination, source) =>
            {
                for (var i = 0; i < source.Length; i++)
                {
                    destination[i] = source[i] is >= ' ' and <= '~' and not '"' and not '\\' ? source[i] : '_';
                }
            }
        );
}
