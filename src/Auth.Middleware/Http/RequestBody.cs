using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Auth.Http;

/// <summary>Reads a small body strictly: the framework's form reader merges names by case, joins repeated ones and lets bad escapes pass.</summary>
internal static class RequestBody
{
    /// <summary>As nearly all callers write it; any other spelling is parsed.</summary>
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>Reads the parameters of a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="formats">What the endpoint reads.</param>
    /// <returns>The parameters (empty for an empty body), or the error.</returns>
    public static ValueTask<(RequestParameters Parameters, RequestBodyError? Error)> ReadAsync(
        HttpContext context,
        BodyFormats formats
    ) => ReadAsync(context, new BodyRules(formats));

    /// <summary>Reads the parameters of a request by rules of the endpoint's own.</summary>
    public static async ValueTask<(RequestParameters Parameters, RequestBodyError? Error)> ReadAsync(
        HttpContext context,
        BodyRules rules
    )
    {
        var request = context.Request;
        var (bytes, error) = await ReadBytesAsync(context);
        if (error is not null)
        {
            return (RequestParameters.Empty, error);
        }

        return await ParseAsync(bytes, request.ContentType, rules, context.RequestAborted);
    }

    private static async ValueTask<(RequestParameters, RequestBodyError?)> ParseAsync(
        ReadOnlyMemory<byte> bytes,
        string? contentType,
        BodyRules rules,
        CancellationToken cancellationToken
    )
    {
        MediaTypeHeaderValue? type = null;
        var format = rules.Untyped;
        if (
            string.Equals(contentType, Form, StringComparison.Ordinal)
            && (rules.Formats & BodyFormats.Form) != BodyFormats.None
        )
        {
            format = BodyFormats.Form;
        }
        else if (!string.IsNullOrEmpty(contentType))
        {
            var known = MediaTypeHeaderValue.TryParse(contentType, out type)
                ? FormatOf(type.MediaType)
                : BodyFormats.None;
            format = (known & rules.Formats) == BodyFormats.None ? rules.Foreign : known;
        }

        if (format == BodyFormats.None)
        {
            return rules.SkipsForeign || (bytes.IsEmpty && string.IsNullOrEmpty(contentType))
                ? (RequestParameters.Empty, null)
                : Fail(RequestBodyErrorKind.UnsupportedMediaType, type?.MediaType ?? contentType ?? "");
        }

        if (!IsUtf8(type?.CharSet))
        {
            return Fail(RequestBodyErrorKind.MalformedForm, "The charset must be UTF-8.");
        }

        return format switch
        {
            BodyFormats.Json => JsonBody.Parse(bytes),
            BodyFormats.Multipart => await MultipartBody.ParseAsync(
                bytes,
                type!,
                rules.AllowsRepeats,
                cancellationToken
            ),
            _ => FormBody.Parse(bytes.Span, rules.AllowsRepeats),
        };
    }

    /// <summary>Reads a body of any JSON value. One that is not called JSON, nor in UTF-8, is not seen.</summary>
    /// <param name="context">The request.</param>
    /// <param name="alias">A media type under which JSON comes too.</param>
    /// <returns>The value; <see langword="null"/> for an empty body and for one that is not seen; or the error.</returns>
    public static async ValueTask<(JsonElement? Root, RequestBodyError? Error)> ReadJsonAsync(
        HttpContext context,
        string alias
    )
    {
        var (bytes, error) = await ReadBytesAsync(context);
        if (error is not null)
        {
            return (null, error);
        }

        return
            !MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !(
                FormatOf(type.MediaType) == BodyFormats.Json
                || alias.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase)
            )
            || !IsUtf8(type.CharSet)
            ? (null, null)
            : JsonBody.ParseAny(bytes);
    }

    private static async ValueTask<(ReadOnlyMemory<byte> Bytes, RequestBodyError? Error)> ReadBytesAsync(
        HttpContext context
    )
    {
        const int limit = ClientCredentialsAuthDefaults.MaxBodySize;
        try
        {
            var (bytes, tooLarge) = await ReadBytesAsync(context.Request, limit, context.RequestAborted);
            return tooLarge ? (default, TooLarge(limit)) : (bytes, null);
        }
        catch (IOException e)
        {
            // The framing is broken, the body too slow or the caller gone; nothing behind it can be trusted.
            context.Response.Headers.Connection = "close";
            return (
                default,
                e is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
                    ? TooLarge(limit)
                    : new RequestBodyError(RequestBodyErrorKind.MalformedForm, "The request body is malformed.")
            );
        }
    }

    private static async ValueTask<(ReadOnlyMemory<byte> Bytes, bool TooLarge)> ReadBytesAsync(
        HttpRequest request,
        int limit,
        CancellationToken cancellationToken
    )
    {
        if (request.ContentLength > limit)
        {
            return (default, true);
        }

        var buffer = new byte[request.ContentLength is { } known ? (int)known : limit + 1];
        var length = await request.Body.ReadAtLeastAsync(
            buffer,
            buffer.Length,
            throwOnEndOfStream: false,
            cancellationToken
        );
        return (buffer.AsMemory(0, length), length > limit);
    }

    /// <summary>Media types compare without case (RFC 9110 section 8.3.1).</summary>
    private static BodyFormats FormatOf(string? mediaType) =>
        mediaType?.ToLowerInvariant() switch
        {
            "application/json" => BodyFormats.Json,
            Form => BodyFormats.Form,
            "multipart/form-data" => BodyFormats.Multipart,
            _ => BodyFormats.None,
        };

    private static bool IsUtf8(string? charset) =>
        charset is null || charset.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static RequestBodyError TooLarge(int limit) =>
        new(RequestBodyErrorKind.TooLarge, limit.ToString(CultureInfo.InvariantCulture));

    private static (RequestParameters, RequestBodyError?) Fail(RequestBodyErrorKind kind, string detail) =>
        (RequestParameters.Empty, new RequestBodyError(kind, detail));
}
