using System.Text;
using System.Text.RegularExpressions;

namespace Auth.TestKit;

/// <summary>A mail message (RFC 5322) as <see cref="System.Net.Mail.SmtpClient"/> leaves it in a pickup directory.</summary>
/// <remarks>
/// Headers are unfolded and their encoded words decoded (RFC 2047), bodies freed of their transfer coding (RFC 2045). Whatever is malformed
/// is a <see cref="FormatException"/>, so that a test of a mail is also a test of its syntax.
/// </remarks>
public sealed partial class EmlMessage
{
    private EmlMessage(IReadOnlyList<KeyValuePair<string, string>> headers, string rawBody)
    {
        Headers = headers;
        var contentType = Header("Content-Type") ?? "text/plain; charset=us-ascii";
        MediaType = contentType.Split(';')[0].Trim().ToLowerInvariant();
        if (MediaType.StartsWith("multipart/", StringComparison.Ordinal))
        {
            Parts = [.. Split(rawBody, Parameter(contentType, "boundary")).Select(Parse)];
            Body = Parts.Count > 0 ? Parts[0].Body : "";
            return;
        }

        var charset = Parameter(contentType, "charset") is { Length: > 0 } name ? name : "us-ascii";
        var bytes = TransferEncoding.Decode(rawBody, Header("Content-Transfer-Encoding") ?? "7bit");
        Body = Encoding.GetEncoding(charset).GetString(bytes).ReplaceLineEndings("\n");
    }

    /// <summary>The header fields in their order, unfolded and decoded.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The media type in lower case, without parameters.</summary>
    public string MediaType { get; }

    /// <summary>The decoded text, lines ending in LF; that of the first part if there are several.</summary>
    public string Body { get; }

    /// <summary>The parts of a multipart message; otherwise empty.</summary>
    public IReadOnlyList<EmlMessage> Parts { get; } = [];

    /// <summary>The decoded subject; empty if there is none.</summary>
    public string Subject => Header("Subject") ?? "";

    /// <summary>The sender as the header says it.</summary>
    public string From => Header("From") ?? "";

    /// <summary>The recipients as the header says them.</summary>
    public string To => Header("To") ?? "";

    /// <summary>The HTML alternative, if there is one.</summary>
    public string? Html =>
        MediaType == "text/html" ? Body : Parts.FirstOrDefault(part => part.MediaType == "text/html")?.Body;

    /// <summary>The absolute http and https links of the text, in their order.</summary>
    public IReadOnlyList<Uri> Links => [.. LinkPattern().Matches(Body).Select(match => new Uri(match.Value))];

    /// <summary>The value of a header field that must not be repeated; <see langword="null"/> if it is absent.</summary>
    public string? Header(string name) =>
        Headers.SingleOrDefault(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Reads a file.</summary>
    public static async Task<EmlMessage> ReadAsync(string path) =>
        Parse(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path)));

    /// <summary>Reads a message whose characters are bytes (ISO 8859-1).</summary>
    public static EmlMessage Parse(string text)
    {
        var headers = new List<KeyValuePair<string, string>>();
        var position = 0;
        while (true)
        {
            var end = text.IndexOf("\r\n", position, StringComparison.Ordinal);
            if (end < 0)
            {
                throw new FormatException("The header does not end with an empty line.");
            }

            var line = text[position..end];
            position = end + 2;
            if (line.Length == 0)
            {
                var decoded = headers.Select(field =>
                    KeyValuePair.Create(field.Key, EncodedWord.DecodeAll(field.Value.Trim()))
                );
                return new EmlMessage([.. decoded], text[position..]);
            }

            if (line[0] is ' ' or '\t' && headers.Count > 0)
            {
                headers[^1] = new(headers[^1].Key, headers[^1].Value + line);
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || line.AsSpan(0, colon).ContainsAnyExceptInRange('!', '~'))
            {
                throw new FormatException($"Not a header field: {line}");
            }

            headers.Add(new(line[..colon], line[(colon + 1)..]));
        }
    }

    private static string Parameter(string contentType, string name)
    {
        var match = ParameterPattern().Matches(contentType).FirstOrDefault(found => found.Groups["name"].Value == name);
        return match?.Groups["value"].Value.Trim('"') ?? "";
    }

    private static IEnumerable<string> Split(string body, string boundary)
    {
        var delimiter = "\r\n--" + boundary;
        var sections = ("\r\n" + body).Split(delimiter, StringSplitOptions.None);
        return boundary.Length > 0 && sections[^1].StartsWith("--", StringComparison.Ordinal)
            ? sections[1..^1].Select(section => section[(section.IndexOf("\r\n", StringComparison.Ordinal) + 2)..])
            : throw new FormatException("A multipart message does not end with its boundary.");
    }

    [GeneratedRegex("""https?://[^\s<>"']+""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinkPattern();

    [GeneratedRegex(
        """;\s*(?<name>[a-z]+)=(?<value>"[^"]*"|[^;\s]+)""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex ParameterPattern();
}
