using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Auth.Jose;

namespace Auth.Authorization.Requests;

/// <summary>Proof Key for Code Exchange (RFC 7636), with <c>S256</c> only: <c>plain</c> shows the verifier to whoever sees the request.</summary>
internal static class CodeChallenge
{
    /// <summary>The one method.</summary>
    public const string Method = "S256";

    private static readonly SearchValues<char> Unreserved = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    );

    /// <summary>Whether a text is a SHA-256 digest as section 4.2 writes it: base64url, without padding.</summary>
    public static bool IsWellFormed(string challenge) =>
        challenge.Length == 43 && StrictBase64Url.Decode(challenge) is { Length: SHA256.HashSizeInBytes };

    /// <summary>Whether a verifier (section 4.1) belongs to a challenge (section 4.6).</summary>
    public static bool IsMetBy(string challenge, string verifier)
    {
        if (verifier.Length is < 43 or > 128 || verifier.AsSpan().ContainsAnyExcept(Unreserved))
        {
            return false;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(verifier), digest);
        return CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Base64Url.EncodeToString(digest)),
            Encoding.ASCII.GetBytes(challenge)
        );
    }
}
