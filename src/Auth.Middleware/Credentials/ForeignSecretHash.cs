using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Auth.Storage;

namespace Auth.Credentials;

/// <summary>Takes over hashes that other systems stored: Django's PBKDF2, bcrypt, and SHA-256 in hexadecimal digits.</summary>
internal static partial class ForeignSecretHash
{
    private const int DigestSize = 32;

    /// <summary>Reads a hash.</summary>
    /// <param name="text">The hash as it was stored there.</param>
    /// <param name="maxIterations">The most rounds of PBKDF2: more would take longer than those of this host, and tell so.</param>
    /// <returns>The hash as it is stored here, or what is wrong with it.</returns>
    public static (SecretHash? Hash, string? Error) Read(string text, int maxIterations)
    {
        if (Django().Match(text) is { Success: true } django)
        {
            return ReadDjango(django, maxIterations);
        }

        if (Bcrypt().IsMatch(text))
        {
            return (new SecretHash(SlowHash.BcryptPrefix + text), null);
        }

        return Sha256().IsMatch(text)
            ? (new SecretHash(SecretHashFormat.Sha256 + Convert.ToBase64String(Convert.FromHexString(text))), null)
            : (
                null,
                "secret_hash must be pbkdf2_sha256$rounds$salt$digest (Django), $2b$ with a cost from 4 to 12 (bcrypt), or 64 hexadecimal digits (SHA-256)."
            );
    }

    private static (SecretHash?, string?) ReadDjango(Match django, int maxIterations)
    {
        var digest = new byte[DigestSize];
        if (
            !int.TryParse(
                django.Groups["rounds"].Value,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var iterations
            )
            || iterations < 1
            || !Convert.TryFromBase64String(django.Groups["digest"].Value, digest, out var size)
            || size != DigestSize
        )
        {
            return (null, "secret_hash is no hash of Django: rounds or digest are malformed.");
        }

        return iterations > maxIterations
            ? (
                null,
                $"secret_hash has {iterations} rounds, more than a secret of this host: set Auth:ImportedSecrets:Iterations to as many."
            )
            : (SlowHash.Compose(iterations, Encoding.UTF8.GetBytes(django.Groups["salt"].Value), digest), null);
    }

    /// <summary>Django takes the salt as text.</summary>
    [GeneratedRegex(
        @"^pbkdf2_sha256\$(?<rounds>[0-9]{1,9})\$(?<salt>[!-#%-~]{1,128})\$(?<digest>[A-Za-z0-9+/=]{44})\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Django();

    [GeneratedRegex(@"^\$2[aby]\$(0[4-9]|1[0-2])\$[./A-Za-z0-9]{53}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bcrypt();

    [GeneratedRegex(@"^[0-9a-fA-F]{64}\z", RegexOptions.None, 1000)]
    private static partial Regex Sha256();
}
