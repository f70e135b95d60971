namespace Auth.Credentials;

/// <summary>Random text and 64-bit numbers in <c>[0-9A-Za-z]</c>: unchanged by URLs, forms, headers and double-clicks.</summary>
internal static class Base62
{
    /// <summary>Characters that carry 256 random bits: 43 × log2(62) = 256.03.</summary>
    public const int RandomLength = 43;

    /// <summary>Characters that any 64-bit number fits into.</summary>
    public const int UInt64Length = 11;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static void FillRandom(Span<char> destination)
    {
        var random = RandomBatch.OfThread;
        for (var i = 0; i < destination.Length; )
        {
            // Six bits choose one of 64: those that would be a 63rd or 64th character are drawn again, so all others are equally likely.
            var digit = random.Next() & 63;
            if (digit < Alphabet.Length)
            {
                destination[i++] = Alphabet[digit];
            }
        }
    }

    public static string Random(int length) =>
        string.Create(length, 0, static (destination, _) => FillRandom(destination));

    public static void Write(ulong value, Span<char> destination)
    {
        for (var i = UInt64Length - 1; i >= 0; i--)
        {
            (value, var digit) = Math.DivRem(value, 62UL);
            destination[i] = Alphabet[(int)digit];
        }
    }
}
