using System.Security.Cryptography;
using System.Text;
using Auth.Storage;

namespace Auth.Credentials;

/// <summary>Encrypts e-mail addresses at rest (AES-256-GCM) and hashes them for look-ups (HMAC-SHA256), both under the server key.</summary>
internal sealed class EmailSealer(ServerKeyring keyring)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int KeyIdSize = 4;

    /// <summary>Seals a canonical address.</summary>
    public SealedEmail Seal(string address)
    {
        var key = keyring.Current;
        var plaintext = Encoding.UTF8.GetBytes(address);
        var output = new byte[KeyIdSize + NonceSize + plaintext.Length + TagSize];
        key.Id.CopyTo(output, 0);
        var nonce = output.AsSpan(KeyIdSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.EmailEncryption, TagSize);
        aes.Encrypt(
            nonce,
            plaintext,
            output.AsSpan(KeyIdSize + NonceSize, plaintext.Length),
            output.AsSpan(output.Length - TagSize),
            key.Id
        );
        return new SealedEmail(Convert.ToBase64String(output), LookupKeys(address)[0]);
    }

    /// <summary>Opens a sealed address.</summary>
    /// <returns>The address, or <see langword="null"/> when it was sealed under a key that is no longer in the ring.</returns>
    public string? Open(SealedEmail email)
    {
        var bytes = Convert.FromBase64String(email.Ciphertext);
        var key = keyring.All.FirstOrDefault(key => bytes.AsSpan(0, KeyIdSize).SequenceEqual(key.Id));
        if (key is null)
        {
            return null;
        }

        var plaintext = new byte[bytes.Length - KeyIdSize - NonceSize - TagSize];
        using var aes = new AesGcm(key.EmailEncryption, TagSize);
        aes.Decrypt(
            bytes.AsSpan(KeyIdSize, NonceSize),
            bytes.AsSpan(KeyIdSize + NonceSize, plaintext.Length),
            bytes.AsSpan(bytes.Length - TagSize),
            plaintext,
            key.Id
        );
        return Encoding.UTF8.GetString(plaintext);
    }

    /// <summary>The look-up keys an address may be stored under: one for each key of the ring, the current first.</summary>
    public IReadOnlyList<string> LookupKeys(string address) =>
        [
            .. keyring.All.Select(key =>
                Convert.ToHexStringLower(
                    HMACSHA256.HashData(key.EmailLookup, Encoding.UTF8.GetBytes(address)).AsSpan(0, 16)
                )
            ),
        ];
}
