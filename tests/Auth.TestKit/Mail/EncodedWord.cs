using System.Text;
using System.Text.RegularExpressions;

namespace Auth.TestKit;

/// <summary>Decodes the encoded words of header fields (RFC 2047), such as <c>=?utf-8?B?w7w=?=</c>.</summary>
internal static partial class EncodedWord
{
    public static string DecodeAll(string value)
    {
        // White space between two encoded words is not part of the text (section 6.2), and one may end in mid-character: the bytes of
        // neighbours are joined before they are decoded.
        var result = new StringBuilder();
        var bytes = new List<byte>();
        var charset = "";
        var position = 0;
        foreach (var match in WordPattern().Matches(value).Cast<Match>())
        {
            var between = value[position..match.Index];
            if (bytes.Count > 0 && (between.Trim().Length > 0 || charset != match.Groups["charset"].Value))
            {
                Flush();
            }

            if (bytes.Count == 0)
            {
                result.Append(between);
            }

            charset = match.Groups["charset"].Value;
            bytes.AddRange(Decode(match.Groups["encoding"].Value, match.Groups["text"].Value));
            position = match.Index + match.Length;
        }

        Flush();
        return result.Append(value.AsSpan(position)).ToString();

        void Flush()
        {
            if (bytes.Count > 0)
            {
                result.Append(Encoding.GetEncoding(charset).GetString([.. bytes]));
                bytes.Clear();
            }
        }
    }

    private static byte[] Decode(string encoding, string text) =>
        encoding is "B" or "b"
            ? Convert.FromBase64String(text)
            : TransferEncoding.DecodeQuotedPrintable(text.Replace('_', ' '));

    [GeneratedRegex(
        @"=\?(?<charset>[^?\s]+)\?(?<encoding>[BbQq])\?(?<text>[^?\s]*)\?=",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex WordPattern();
}
