using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Auth.Storage;

namespace Auth.Credentials;

/// <summary>Hashes secrets that people choose, which may stand in a dictionary: <c>v1$pbkdf2-sha256$rounds$salt$digest</c>.</summary>
/// <remarks>Checks bcrypt too, for secrets that were imported with it: <c>v1$bcrypt$</c> and the hash as it was. None is made.</remarks>
internal static class SlowHash
{
    /// <summary>What such a hash starts with.</summary>
    public const string Prefix = "v1$pbkdf2-sha256$";

    /// <summary>What a hash that was imported as bcrypt starts with.</summary>
    public const string BcryptPrefix = "v1$bcrypt$";

    private const int SaltSize = 16;
    private const int DigestSize = 32;

    /// <summary>Whether a stored hash is of this kind.</summary>
    public static bool Is(SecretHash hash) => hash.Value.StartsWith(Prefix, StringComparison.Ordinal) || IsBcrypt(hash);

    /// <summary>The rounds of a stored hash; 0 for bcrypt.</summary>
    public static int Iterations(SecretHash hash) => IsBcrypt(hash) ? 0 : Parse(hash).Iterations;

    /// <summary>Hashes a secret under a new salt.</summary>
    public static SecretHash Create(string secret, int iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        var digest = Derive(secret, salt, iterations);
        return Compose(iterations, salt, digest);
    }

    /// <summary>The stored form of a hash.</summary>
    public static SecretHash Compose(int iterations, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> digest) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Prefix}{iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(digest)}"
            )
        );

    /// <summary>Whether a secret is the one that was hashed.</summary>
    public static bool IsMatch(string secret, SecretHash hash)
    {
        if (IsBcrypt(hash))
        {
            return BCrypt.Net.BCrypt.Verify(secret, hash.Value[BcryptPrefix.Length..]);
        }

        var (iterations, salt, digest) = Parse(hash);
        return CryptographicOperations.FixedTimeEquals(Derive(secret, salt, iterations), digest);
    }

    private static bool IsBcrypt(SecretHash hash) => hash.Value.StartsWith(BcryptPrefix, StringComparison.Ordinal);

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
