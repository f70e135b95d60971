using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Auth.TestKit;

/// <summary>Reads HTTP/1.1 responses one after the other from a stream (RFC 9112 section 6).</summary>
internal sealed class RawHttpReader(Stream stream)
{
    private readonly PipeReader _pipe = PipeReader.Create(stream);

    public async Task<RawHttpResponse?> ReadResponseAsync(bool head, CancellationToken cancellationToken)
    {
        while (await ReadLineAsync(cancellationToken) is { } statusLine)
        {
            var (status, reason) = ParseStatusLine(statusLine);
            var headers = await ReadFieldsAsync(cancellationToken);
            if (status is >= 100 and < 200)
            {
                continue;
            }

            var response = new RawHttpResponse(status, reason, headers, default);
            var body = head || status is 204 or 304 ? [] : await ReadBodyAsync(response, cancellationToken);
            return response with { Body = body };
        }

        return null;
    }

    private static (int Status, string Reason) ParseStatusLine(string line)
    {
        var parts = line.Split(' ', 3);
        return
            parts.Length >= 2
            && parts[0].StartsWith("HTTP/1.", StringComparison.Ordinal)
            && parts[1].Length == 3
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? (status, parts.Length == 3 ? parts[2] : "")
            : throw new FormatException($"Not a status line: {line}");
    }

    private async Task<List<KeyValuePair<string, string>>> ReadFieldsAsync(CancellationToken cancellationToken)
    {
        var fields = new List<KeyValuePair<string, string>>();
        while (await RequireLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                throw new FormatException($"Not a header field: {line}");
            }

            fields.Add(new(line[..colon], line[(colon + 1)..].Trim(' ', '\t')));
        }

        return fields;
    }

    private async Task<byte[]> ReadBodyAsync(RawHttpResponse response, CancellationToken cancellationToken)
    {
        if (string.Equals(response.Header("Transfer-Encoding"), "chunked", StringComparison.OrdinalIgnoreCase))
        {
            return await ReadChunksAsync(cancellationToken);
        }

        return response.Header("Content-Length") is { } length
            ? await ReadExactlyAsync(
                long.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture),
                cancellationToken
            )
            : await ReadToEndAsync(cancellationToken);
    }

    private async Task<byte[]> ReadChunksAsync(CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        while (true)
        {
            var size = (await RequireLineAsync(cancellationToken)).Split(';')[0];
            var length = long.Parse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                await ReadFieldsAsync(cancellationToken);
                return body.ToArray();
            }

            body.Write(await ReadExactlyAsync(length, cancellationToken));
            if (await RequireLineAsync(cancellationToken) is { Length: > 0 } rest)
            {
                throw new FormatException($"A chunk is longer than it says: {rest}");
            }
        }
    }

    private async Task<string> RequireLineAsync(CancellationToken cancellationToken) =>
        await ReadLineAsync(cancellationToken) ?? throw new FormatException("The response ends too early.");

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _pipe.ReadAsync(cancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.Latin1.GetString(read.Buffer.Slice(0, end));
                _pipe.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line.EndsWith('\r') ? line[..^1] : throw new FormatException($"A line ends without CR: {line}");
            }

            var isEmpty = read.Buffer.IsEmpty;
            _pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                return isEmpty ? null : throw new FormatException("The response ends within a line.");
            }
        }
    }

    private async Task<byte[]> ReadExactlyAsync(long length, CancellationToken cancellationToken)
    {
        // A read would wait for a byte, and none may come.
        while (length > 0)
        {
            var read = await _pipe.ReadAsync(cancellationToken);
            if (read.Buffer.Length >= length)
            {
                var bytes = read.Buffer.Slice(0, length).ToArray();
                _pipe.AdvanceTo(read.Buffer.GetPosition(length));
                return bytes;
            }

            _pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                throw new FormatException($"The body ends after {read.Buffer.Length} of {length} bytes.");
            }
        }

        return [];
    }

    private async Task<byte[]> ReadToEndAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _pipe.ReadAsync(cancellationToken);
            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                _pipe.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            _pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
