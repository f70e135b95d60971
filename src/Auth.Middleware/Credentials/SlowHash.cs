using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Auth.Storage;

namespace Auth.Credentials;

/// <summary>Hashes secrets that people choose, which may stand in a dictionary: <c>v1$pbkdf2-sha256$rounds$salt$digest</c>.</summary>
internal static class SlowHash
{
    /// <summary>What such a hash starts with.</summary>
    public const string Prefix = "v1$pbkdf2-sha256$";

    private const int SaltSize = 16;
    private const int DigestSize = 32;

    /// <summary>Whether a stored hash is of this kind.</summary>
    public static bool Is(SecretHash hash) => hash.Value.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The rounds of a stored hash.</summary>
    public static int Iterations(SecretHash hash) => Parse(hash).Iterations;

    /// <summary>Hashes a secret under a new salt.</summary>
    public static SecretHash Create(string secret, int iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        var digest = Derive(secret, salt, iterations);
        return new SecretHash(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Prefix}{iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(digest)}"
            )
        );
    }

    /// <summary>Whether a secret is the one that was hashed.</summary>
    public static bool IsMatch(string secret, SecretHash hash)
    {
        var (iterations, salt, digest) = Parse(hash);
        return CryptographicOperations.FixedTimeEquals(Derive(secret, salt, iterations), digest);
    }

    private static byte[] Derive(string secret, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(secret),
            salt,
            iterations,
            HashAlgorithmName.SHA256,
            DigestSize
        );

    private static (int Iterations, byte[] Salt, byte[] Digest) Parse(SecretHash hash)
    {
        var parts = hash.Value[Prefix.Length..].Split('$');
        return (
            int.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture),
            Convert.FromBase64String(parts[1]),
            Convert.FromBase64String(parts[2])
        );
    }
}
