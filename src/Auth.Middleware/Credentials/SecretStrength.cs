using System.Buffers;

namespace Auth.Credentials;

/// <summary>Tells secrets that a program drew at random from those that people chose. Only the former may be hashed quickly.</summary>
/// <remarks>It may take a random one for a chosen one, which costs time, and hardly ever the other way round, which would cost security.</remarks>
internal static class SecretStrength
{
    /// <summary>Below it NIST SP 800-63B asks for a slow hash.</summary>
    private const double EnoughBits = 112;

    private const int MinLength = 32;

    /// <summary>Words have few changes between letters and digits; random characters have many.</summary>
    private const int CharactersForEachChange = 8;

    private static readonly SearchValues<char> Alphabet = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    );

    /// <summary>Whether a secret looks drawn at random.</summary>
    public static bool LooksRandom(string secret)
    {
        if (secret.Length < MinLength || secret.AsSpan().ContainsAnyExcept(Alphabet))
        {
            return false;
        }

        var changes = secret
            .Zip(secret.Skip(1))
            .Count(pair => char.IsAsciiDigit(pair.First) != char.IsAsciiDigit(pair.Second));
        return changes * CharactersForEachChange >= secret.Length && Bits(secret) >= EnoughBits;
    }

    /// <summary>Shannon's entropy of the characters, times their number.</summary>
    private static double Bits(string secret) =>
        secret
            .GroupBy(character => character)
            .Sum(group => -group.Count() * Math.Log2((double)group.Count() / secret.Length));
}
