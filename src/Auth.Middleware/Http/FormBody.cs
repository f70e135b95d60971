using System.Text;

namespace Auth.Http;

/// <summary>Parses <c>application/x-www-form-urlencoded</c> to the letter (RFC 6749 appendix B): bad escapes, bad UTF-8 and repeated names are errors.</summary>
internal static class FormBody
{
    /// <summary>More parameters than any request of ours has.</summary>
    private const int MaxParameters = 64;

    private const int StackLimit = 512;

    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    public static (RequestParameters Parameters, RequestBodyError? Error) Parse(
        ReadOnlySpan<byte> body,
        bool allowsRepeats = false
    )
    {
        var parameters = new RequestParameters(allowsRepeats);
        Span<byte> scratch = body.Length <= StackLimit ? stackalloc byte[StackLimit] : new byte[body.Length];
        var count = 0;
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf((byte)'=');
            var name = Decode(equals < 0 ? pair : pair[..equals], scratch);
            var value = equals < 0 ? "" : Decode(pair[(equals + 1)..], scratch);
            if (name is null || value is null || ++count > MaxParameters)
            {
                return (
                    RequestParameters.Empty,
                    new RequestBodyError(RequestBodyErrorKind.MalformedForm, "The form is malformed.")
                );
            }

            if (!parameters.TryAdd(name, new RequestParameter(value)))
            {
                return (RequestParameters.Empty, new RequestBodyError(RequestBodyErrorKind.DuplicateParameter, name));
            }
        }

        return (parameters, null);
    }

    /// <summary>Undoes <c>+</c> and percent-encoding.</summary>
    /// <returns>The text, or <see langword="null"/> when an escape is not two hexadecimal digits or the bytes are not UTF-8.</returns>
    public static string? Decode(ReadOnlySpan<byte> encoded, Span<byte> scratch)
    {
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var current = encoded[i];
            if (current == '%')
            {
                if (
                    i + 2 >= encoded.Length
                    || !TryHex(encoded[i + 1], out var high)
                    || !TryHex(encoded[i + 2], out var low)
                )
                {
                    return null;
                }

                current = (byte)((high << 4) | low);
                i += 2;
            }
            else if (current == '+')
            {
                current = (byte)' ';
            }

            scratch[length++] = current;
        }

        try
        {
            return StrictUtf8.GetString(scratch[..length]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool TryHex(byte character, out int value)
    {
        value = character switch
        {
            >= (byte)'0' and <= (byte)'9' => character - '0',
            >= (byte)'a' and <= (byte)'f' => character - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => character - 'A' + 10,
            _ => -1,
        };
        return value >= 0;
    }
}
