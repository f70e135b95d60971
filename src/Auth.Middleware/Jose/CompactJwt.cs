using System.Text.Json;
using System.Text.Unicode;

namespace Auth.Jose;

/// <summary>A JSON Web Token in compact form (RFC 7519 section 3), read strictly and not yet believed.</summary>
/// <remarks>Repeated names, loose base64url and critical extensions are refused, so that no two readers see two tokens (RFC 8725 section 2.4).</remarks>
internal sealed class CompactJwt
{
    private const int MaxDepth = 8;

    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false,
        MaxDepth = MaxDepth,
    };

    private CompactJwt(string text, JsonElement header, JsonElement payload) =>
        (Text, Header, Payload) = (text, header, payload);

    /// <summary>The token as it was sent.</summary>
    public string Text { get; }

    /// <summary>The protected header.</summary>
    public JsonElement Header { get; }

    /// <summary>The claims.</summary>
    public JsonElement Payload { get; }

    /// <summary>The signature algorithm; <see langword="null"/> when it is missing.</summary>
    public string? Algorithm => Header.Text("alg");

    /// <summary>The key id, or <see langword="null"/>.</summary>
    public string? KeyId => Header.Text("kid");

    /// <summary>Reads a token.</summary>
    /// <returns><see langword="null"/> when it is longer than allowed or not exactly as it should be.</returns>
    public static CompactJwt? TryParse(string? text, int maxLength)
    {
        if (text is null || text.Length > maxLength)
        {
            return null;
        }

        Span<Range> parts = stackalloc Range[4];
        var span = text.AsSpan();
        if (
            span.Split(parts, '.') != 3
            || Decode(span[parts[0]]) is not { } header
            || Decode(span[parts[1]]) is not { } payload
            || StrictBase64Url.Decode(span[parts[2]]) is not { Length: > 0 }
            || header.TryGetProperty("crit", out _)
        )
        {
            return null;
        }

        return new CompactJwt(text, header, payload);
    }

    private static JsonElement? Decode(ReadOnlySpan<char> encoded)
    {
        if (StrictBase64Url.Decode(encoded) is not { } bytes || !Utf8.IsValid(bytes))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is an escape that is half a surrogate pair in a name.
            return null;
        }
    }
}
