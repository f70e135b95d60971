using System.Text;

namespace Auth.TestKit;

/// <summary>Undoes the transfer codings of mail bodies (RFC 2045 section 6).</summary>
internal static class TransferEncoding
{
    public static byte[] Decode(string text, string encoding) =>
        encoding.ToLowerInvariant() switch
        {
            "7bit" or "8bit" or "binary" => Encoding.Latin1.GetBytes(text),
            "base64" => Convert.FromBase64String(text),
            "quoted-printable" => DecodeQuotedPrintable(text),
            _ => throw new FormatException($"Unknown transfer encoding: {encoding}"),
        };

    public static byte[] DecodeQuotedPrintable(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
            {
                bytes.Add((byte)text[i]);
                continue;
            }

            if (i + 2 >= text.Length)
            {
                throw new FormatException("Quoted-printable text ends within an escape.");
            }

            // A soft line break stands for nothing.
            if (text.AsSpan(i + 1, 2) is not "\r\n")
            {
                bytes.Add(Convert.FromHexString(text.AsSpan(i + 1, 2))[0]);
            }

            i += 2;
        }

        return [.. bytes];
    }
}
