using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Auth.Http;

/// <summary>Parses <c>multipart/form-data</c> (RFC 7578) with the framework's reader: text parts only, each name once.</summary>
internal static class MultipartBody
{
    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    public static async ValueTask<(RequestParameters Parameters, RequestBodyError? Error)> ParseAsync(
        ReadOnlyMemory<byte> body,
        MediaTypeHeaderValue type,
        bool allowsRepeats,
        CancellationToken cancellationToken
    )
    {
        var boundary = type
            .Parameters.FirstOrDefault(p => p.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))
            ?.Value?.Trim('"');
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 70)
        {
            return Malformed();
        }

        try
        {
            using var stream = new MemoryStream(body.ToArray(), writable: false);
            return await ReadAsync(new MultipartReader(boundary, stream), allowsRepeats, cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or DecoderFallbackException)
        {
            return Malformed();
        }
    }

    private static async ValueTask<(RequestParameters, RequestBodyError?)> ReadAsync(
        MultipartReader reader,
        bool allowsRepeats,
        CancellationToken cancellationToken
    )
    {
        var parameters = new RequestParameters(allowsRepeats);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (
                !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase)
                || disposition.Name?.Trim('"') is not { Length: > 0 } name
            )
            {
                return Malformed();
            }

            using var content = new MemoryStream();
            await section.Body.CopyToAsync(content, cancellationToken);
            if (
                !parameters.TryAdd(
                    name,
                    new RequestParameter(StrictUtf8.GetString(content.GetBuffer().AsSpan(0, (int)content.Length)))
                )
            )
            {
                return (RequestParameters.Empty, new RequestBodyError(RequestBodyErrorKind.DuplicateParameter, name));
            }
        }

        return (parameters, null);
    }

    private static (RequestParameters, RequestBodyError?) Malformed() =>
        (
            RequestParameters.Empty,
            new RequestBodyError(RequestBodyErrorKind.MalformedForm, "The multipart body is malformed.")
        );
}
