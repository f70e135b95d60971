using System.Security.Cryptography;
using System.Text.Json;
using Auth.Credentials;
using Auth.Storage;

namespace Auth.Bearer.Sessions.Shared;

/// <summary>Names and seals the entry of one token (AES-256-GCM), both under a key that the server key and the token make together.</summary>
/// <remarks>
/// So whoever holds the cache can neither find, read nor make an entry, an entry under another name does not open, and one key never seals so
/// often that nonces could repeat. Other builds of the library do not open it either: their records may say more, or less.
/// </remarks>
internal sealed class SharedEntrySeal
{
    private const int NameSize = 16;
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private static readonly byte[] Build =
    [
        .. typeof(Client).Module.ModuleVersionId.ToByteArray(),
        .. typeof(SharedEntry).Module.ModuleVersionId.ToByteArray(),
    ];

    private readonly byte[] _key;

    public SharedEntrySeal(ServerKey key, TokenHash token)
    {
        var material = HMACSHA512.HashData(key.SharedTokens, token.ToArray());
        Name = Convert.ToHexStringLower(material.AsSpan(0, NameSize));
        _key = material[^KeySize..];
    }

    /// <summary>What the entry is called in the cache.</summary>
    public string Name { get; }

    /// <summary>Seals an entry.</summary>
    public byte[] Seal(SharedEntry entry)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(entry, SharedEntryJson.Default.SharedEntry);
        var output = new byte[NonceSize + text.Length + TagSize];
        var nonce = output.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagSize);
        aes.Encrypt(nonce, text, output.AsSpan(NonceSize, text.Length), output.AsSpan(output.Length - TagSize), Build);
        return output;
    }

    /// <summary>Opens an entry.</summary>
    /// <returns><see langword="null"/> when no node of this build sealed it for this token.</returns>
    public SharedEntry? Open(ReadOnlySpan<byte> box)
    {
        if (box.Length < NonceSize + TagSize)
        {
            return null;
        }

        var text = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(_key, TagSize);
        try
        {
            aes.Decrypt(box[..NonceSize], box.Slice(NonceSize, text.Length), box[^TagSize..], text, Build);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return JsonSerializer.Deserialize(text, SharedEntryJson.Default.SharedEntry);
    }
}
