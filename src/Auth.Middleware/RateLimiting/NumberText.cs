using System.Globalization;

namespace Auth.RateLimiting;

/// <summary>The texts of small numbers, made once: header fields repeat them with every request.</summary>
internal static class NumberText
{
    private const int Known = 10_001;

    private static readonly string?[] Texts = new string?[Known];

    /// <summary>The decimal text of a number.</summary>
    public static string Of(int number) =>
        (uint)number < Known
            ? Texts[number] ??= number.ToString(CultureInfo.InvariantCulture)
            : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>How many characters the text of a number that is not negative has.</summary>
    public static int LengthOf(int number) =>
        number switch
        {
            < 10 => 1,
            < 100 => 2,
            < 1_000 => 3,
            < 10_000 => 4,
            < 100_000 => 5,
            < 1_000_000 => 6,
            < 10_000_000 => 7,
            < 100_000_000 => 8,
            < 1_000_000_000 => 9,
            _ => 10,
        };
}
