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
    public static int LengthOf(int number)
    {
        var length = 1;
        for (var rest = (uint)number; rest >= 10; rest /= 10)
            length++;
        return length;
    }

    /// <summary>Writes a number that is not negative into the whole of <paramref name="destination"/>.</summary>
    public static void Write(int number, Span<char> destination)
    {
        var rest = (uint)number;
        for (var i = destination.Length - 1; i >= 0; i--)
        {
            (rest, var digit) = Math.DivRem(rest, 10u);
            destination[i] = (char)('0' + digit);
        }
    }
}
