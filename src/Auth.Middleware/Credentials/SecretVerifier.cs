using System.Security.Cryptography;
using Auth.Storage;

namespace Auth.Credentials;

/// <summary>Checks a presented secret against a client's secrets at the same cost whether the client exists or not.</summary>
/// <remarks>One path hashes, compares all and only then decides, so neither the answer nor its time tells unknown clients from wrong secrets.</remarks>
internal static class SecretVerifier
{
    /// <summary>The longest secret that is looked at, in characters; a longer one is refused before it is hashed.</summary>
    public const int MaxSecretLength = 256;

    /// <summary>Compared with when there is no client: the digest of nothing, which no secret has.</summary>
    private static readonly byte[] Dummy = new byte[SHA256.HashSizeInBytes];

    /// <summary>Finds the live secret that was presented.</summary>
    /// <param name="client">The client, or <see langword="null"/> when the id is unknown.</param>
    /// <param name="presented">What the caller sent.</param>
    /// <param name="now">Decides which secrets are live.</param>
    /// <returns>The matching secret, or <see langword="null"/>.</returns>
    public static ClientSecret? Match(Client? client, ReadOnlySpan<char> presented, DateTimeOffset now)
    {
        if (presented.IsEmpty || presented.Length > MaxSecretLength)
        {
            presented = "-";
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        CredentialHash.Sha256(presented, digest);
        ClientSecret? match = null;
        Span<byte> stored = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var secret in client?.Secrets ?? [])
        {
            if (
                Decode(secret.Hash, stored)
                && CryptographicOperations.FixedTimeEquals(digest, stored)
                && secret.IsLive(now)
            )
            {
                match = secret;
            }
        }

        if (client is null || client.Secrets.IsEmpty)
        {
            CryptographicOperations.FixedTimeEquals(digest, Dummy);
        }

        return match;
    }

    private static bool Decode(SecretHash hash, Span<byte> digest) =>
        hash.Value.StartsWith(SecretHashFormat.Sha256, StringComparison.Ordinal)
        && Convert.TryFromBase64Chars(hash.Value.AsSpan(SecretHashFormat.Sha256.Length), digest, out var written)
        && written == digest.Length;
}
