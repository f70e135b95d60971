using System.Globalization;

namespace Auth.RateLimiting;

/// <summary>Reads rate texts.</summary>
internal static class RateText
{
    /// <summary>Marks a window aligned to the epoch.</summary>
    public const string FixedSuffix = " fixed";

    /// <summary>The word that switches a window or a policy off.</summary>
    public const string Off = "off";

    public static bool IsOff(string? text) =>
        Off.AsSpan().Equals(text.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase);

    public static bool TryRead(string? text, out RateLimit rate)
    {
        rate = default;
        var rest = text.AsSpan().Trim();
        var isFixed = rest.EndsWith(FixedSuffix, StringComparison.OrdinalIgnoreCase);
        if (isFixed)
            rest = rest[..^FixedSuffix.Length].TrimEnd();

        var slash = rest.IndexOf('/');
        if (slash < 0 || !TryReadNumber(rest[..slash], RateLimit.MaxUnits, out var units))
            return false;

        var period = rest[(slash + 1)..];
        var digits = period.IndexOfAnyExceptInRange('0', '9');
        var count = 1;
        if (digits < 0 || (digits > 0 && !TryReadNumber(period[..digits], RateLimit.MaxPeriodSeconds, out count)))
            return false;

        var seconds = (long)count * SecondsOf(period[digits..]);
        if (seconds is < 1 or > RateLimit.MaxPeriodSeconds)
            return false;

        rate = new RateLimit(units, (int)seconds, isFixed, rest.ToString());
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, int max, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= max;

    private static int SecondsOf(ReadOnlySpan<char> unit)
    {
        if (unit.ContainsAnyExcept(Letters) || IsTrap(unit))
            return 0;

        return (unit[0] | ' ') switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            _ => 0,
        };
    }

    private static bool IsTrap(ReadOnlySpan<char> unit) =>
        unit.StartsWith("mo", StringComparison.OrdinalIgnoreCase)
        || unit.StartsWith("ms", StringComparison.OrdinalIgnoreCase)
        || unit.StartsWith("mil", StringComparison.OrdinalIgnoreCase);

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    );
}
