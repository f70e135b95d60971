using System.Buffers;
using System.Buffers.Text;

namespace Auth.Jose;

/// <summary>Base64url without padding (RFC 7515 section 2), in the one way to write it.</summary>
internal static class StrictBase64Url
{
    /// <summary>Decodes text.</summary>
    /// <returns><see langword="null"/> when encoding the result again would give another text.</returns>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return
            Base64Url.DecodeFromChars(text, bytes, out _, out var length) == OperationStatus.Done
            && text.SequenceEqual(Base64Url.EncodeToString(bytes.AsSpan(0, length)))
            ? bytes[..length]
            : null;
    }
}
