using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Auth.Jose;

/// <summary>The public keys of a client (RFC 7517 section 5).</summary>
internal sealed class PublicKeySet
{
    /// <summary>The largest set, in bytes, that a client may register.</summary>
    public const int MaxSize = 8 * 1024;

    private const int MaxKeys = 20;

    private PublicKeySet(ImmutableArray<PublicJwk> keys, string text) => (Keys, Text) = (keys, text);

    /// <summary>The keys.</summary>
    public ImmutableArray<PublicJwk> Keys { get; }

    /// <summary>The set as compact JSON.</summary>
    public string Text { get; }

    /// <summary>Reads a set that was checked when it was stored.</summary>
    public static PublicKeySet? TryParse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return TryRead(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads a set.</summary>
    /// <returns><see langword="null"/> when it is too large, empty, or one of its keys is no usable public key.</returns>
    public static PublicKeySet? TryRead(JsonElement json)
    {
        if (
            json.ValueKind != JsonValueKind.Object
            || !json.TryGetProperty("keys", out var list)
            || list.ValueKind != JsonValueKind.Array
            || list.GetArrayLength() is 0 or > MaxKeys
        )
        {
            return null;
        }

        var keys = list.EnumerateArray().Select(PublicJwk.TryRead).ToList();
        return keys.Contains(null) || Compact(json) is not { } text ? null : new PublicKeySet([.. keys!], text);
    }

    /// <summary>The keys that may have made a signature: of the named id when one is named, and fit for the algorithm.</summary>
    public IEnumerable<PublicJwk> Candidates(string algorithm, string? keyId) =>
        Keys.Where(key => (keyId is null || key.KeyId is null || key.KeyId == keyId) && key.Suits(algorithm));

    private static string? Compact(JsonElement json)
    {
        try
        {
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                json.WriteTo(writer);
            }

            return buffer.Length > MaxSize ? null : Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // An escape that is half a surrogate pair.
            return null;
        }
    }
}
