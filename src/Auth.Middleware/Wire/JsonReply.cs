using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Auth.Wire;

/// <summary>Writes small JSON bodies: compact, non-ASCII as it is, with a length, <c>application/json</c> without a charset.</summary>
internal static class JsonReply
{
    /// <summary>The media type of JSON.</summary>
    public const string Json = "application/json";

    /// <summary>The media type of problem details (RFC 9457 section 3).</summary>
    public const string ProblemJson = "application/problem+json";

    public static Task WriteAsync<T>(
        HttpContext context,
        int status,
        T body,
        JsonTypeInfo<T> type,
        string contentType = "application/json"
    ) => WriteAsync(context, status, JsonSerializer.SerializeToUtf8Bytes(body, type), contentType);

    /// <summary>Writes a body that is JSON already.</summary>
    /// <remarks>It is small and goes out at once; only to watch for a caller who leaves meanwhile, each request would need a source of its own.</remarks>
    public static Task WriteAsync(HttpContext context, int status, byte[] bytes, string contentType)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, CancellationToken.None).AsTask();
    }

    /// <summary>Keeps a response out of every cache (RFC 6749 section 5.1).</summary>
    public static void NoStore(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.Pragma = "no-cache";
    }
}
