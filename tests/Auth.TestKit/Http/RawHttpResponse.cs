using System.Text;

namespace Auth.TestKit;

/// <summary>A response as it came over the wire.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Reason">The reason phrase, which may be empty.</param>
/// <param name="Headers">The header fields in their order, repeated ones repeatedly.</param>
/// <param name="Body">The body without its transfer coding.</param>
public sealed record RawHttpResponse(
    int Status,
    string Reason,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte> Body
)
{
    /// <summary>The body as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The value of a header field that must not be repeated; <see langword="null"/> if it is absent.</summary>
    public string? Header(string name) => Values(name).SingleOrDefault();

    /// <summary>All values of a header field in their order.</summary>
    public IEnumerable<string> Values(string name) =>
        Headers.Where(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);
}
