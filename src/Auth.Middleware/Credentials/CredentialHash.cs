using System.Security.Cryptography;
using System.Text;
using Auth.Storage;

namespace Auth.Credentials;

/// <summary>Hashes generated credentials. SHA-256 is enough for 256 random bits: there is no dictionary to try (NIST SP 800-63B 5.1.2.2).</summary>
internal static class CredentialHash
{
    private const int StackLimit = 512;

    /// <summary>The hash under which a token or code is stored.</summary>
    public static TokenHash OfToken(ReadOnlySpan<char> credential)
    {
        Span<byte> digest = stackalloc byte[TokenHash.Size];
        Sha256(credential, digest);
        return new TokenHash(digest);
    }

    /// <summary>The hash under which a generated secret is stored.</summary>
    public static SecretHash OfSecret(ReadOnlySpan<char> secret)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Sha256(secret, digest);
        return new SecretHash(SecretHashFormat.Sha256 + Convert.ToBase64String(digest));
    }

    public static void Sha256(ReadOnlySpan<char> text, Span<byte> digest)
    {
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = size <= StackLimit ? stackalloc byte[StackLimit] : new byte[size];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(text, bytes)], digest);
    }
}
