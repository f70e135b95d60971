using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Auth.Http;
using Auth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Dialects.Dadi;

/// <summary>Writes the dialect's answers: JSON with a length and an entity tag, or nothing at all.</summary>
internal static class DadiReply
{
    private const string RetryAfterBusy = "2";

    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A JSON object.</summary>
    public static Task ObjectAsync(HttpContext context, int status, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Format))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = buffer.WrittenCount;
        response.Headers[HeaderNames.ETag] = EntityTag(buffer.WrittenSpan);
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted).AsTask();
    }

    /// <summary><c>{"results":[...]}</c></summary>
    public static Task ResultsAsync<T>(
        HttpContext context,
        int status,
        IEnumerable<T> results,
        Action<Utf8JsonWriter, T> write
    ) =>
        ObjectAsync(
            context,
            status,
            writer =>
            {
                writer.WriteStartArray("results");
                foreach (var result in results)
                {
                    write(writer, result);
                }

                writer.WriteEndArray();
            }
        );

    /// <summary>A status and no body.</summary>
    public static Task EmptyAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        if (status != StatusCodes.Status204NoContent)
        {
            context.Response.ContentLength = 0;
        }

        return Task.CompletedTask;
    }

    /// <summary><c>{"statusCode":...}</c></summary>
    public static Task StatusAsync(HttpContext context, int status) =>
        ObjectAsync(context, status, writer => writer.WriteNumber("statusCode", status));

    /// <summary><c>{"success":true}</c></summary>
    public static Task SuccessAsync(HttpContext context) =>
        ObjectAsync(context, StatusCodes.Status200OK, writer => writer.WriteBoolean("success", true));

    /// <summary>One of the numbered errors.</summary>
    public static Task ErrorAsync(HttpContext context, DadiError error)
    {
        JsonReply.NoStore(context.Response);
        if (
            error.Status == StatusCodes.Status401Unauthorized
            && !context.Response.Headers.ContainsKey("WWW-Authenticate")
        )
        {
            context.Response.Headers[HeaderNames.WWWAuthenticate] = DadiErrors.InvalidTokenChallenge;
        }

        return ObjectAsync(
            context,
            error.Status,
            writer =>
            {
                writer.WriteString("code", error.Code);
                writer.WriteString("title", error.Title);
                writer.WriteString("details", error.Details);
                writer.WriteString("docLink", $"https://docs.dadi.cloud/api/#{error.Code.ToLowerInvariant()}");
            }
        );
    }

    /// <summary>What is wrong with the fields of a body.</summary>
    public static Task FieldErrorsAsync(HttpContext context, int status, IEnumerable<DadiFieldError> errors) =>
        ObjectAsync(
            context,
            status,
            writer =>
            {
                writer.WriteBoolean("success", false);
                writer.WriteStartArray("errors");
                foreach (var error in errors)
                {
                    error.Write(writer);
                }

                writer.WriteEndArray();
            }
        );

    /// <summary>The answer to a body that cannot be read. What was sent is not repeated: it may hold a secret.</summary>
    public static Task BodyErrorAsync(HttpContext context, RequestBodyError error)
    {
        var (status, type) =
            error.Kind == RequestBodyErrorKind.TooLarge ? (413, "entity.too.large") : (400, "entity.parse.failed");
        return ObjectAsync(
            context,
            status,
            writer =>
            {
                writer.WriteBoolean("expose", true);
                writer.WriteNumber("statusCode", status);
                writer.WriteNumber("status", status);
                writer.WriteString("type", type);
            }
        );
    }

    /// <summary>Too many slow hashes are wanted at once.</summary>
    public static Task BusyAsync(HttpContext context)
    {
        context.Response.Headers[HeaderNames.RetryAfter] = RetryAfterBusy;
        return ErrorAsync(context, DadiErrors.Unavailable);
    }

    /// <summary>The length in hexadecimal digits and 20 bytes of a hash, the form clients know; strong, because it covers every byte.</summary>
    private static string EntityTag(ReadOnlySpan<byte> body)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, digest);
        var hash = Convert.ToBase64String(digest[..20]).TrimEnd('=');
        return string.Create(CultureInfo.InvariantCulture, $"\"{body.Length:x}-{hash}\"");
    }
}
