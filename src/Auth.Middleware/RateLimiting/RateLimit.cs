using System.Diagnostics.CodeAnalysis;

namespace Auth.RateLimiting;

/// <summary>A rate such as <c>100/min</c>: so many units in a period.</summary>
/// <remarks>
/// Written <c>&lt;units&gt;/&lt;count&gt;&lt;period&gt;</c>: <c>20/min</c>, <c>10000/day</c>, <c>1/s</c>, <c>5/10min</c>. Only the first letter of
/// the period matters (s, m, h, d), except that <c>month</c> and <c>ms</c> are refused: read as minutes they would be a trap. With
/// <c>fixed</c> after it the window starts on a multiple of the period since the Unix epoch; without, it slides.
/// </remarks>
public readonly record struct RateLimit
{
    /// <summary>The largest number of units.</summary>
    public const int MaxUnits = 1_000_000_000;

    /// <summary>The longest period: 366 days.</summary>
    public const int MaxPeriodSeconds = 366 * 86_400;

    /// <summary>What <see cref="Parse"/> and <see cref="TryParse"/> accept, for messages.</summary>
    internal const string Expected =
        "a rate such as 100/min, 5/10min or 10000/day (1 to 1000000000 units; s, m, h or d; at most 366 days)";

    internal RateLimit(int units, int periodSeconds, bool isFixed, string text)
    {
        Units = units;
        PeriodSeconds = periodSeconds;
        IsFixed = isFixed;
        Text = text;
    }

    /// <summary>The units admitted in one period.</summary>
    public int Units { get; }

    /// <summary>The length of the period in seconds.</summary>
    public int PeriodSeconds { get; }

    /// <summary>Whether the period is aligned to the epoch instead of sliding.</summary>
    public bool IsFixed { get; }

    /// <summary>The rate as it was written, without <c>fixed</c>; some dialects repeat it in a header.</summary>
    public string Text { get; }

    /// <summary>Reads a rate.</summary>
    /// <exception cref="FormatException">It is not one; the message says what is expected.</exception>
    public static RateLimit Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var rate) ? rate : throw new FormatException($"'{text}' is not {Expected}.");
    }

    /// <summary>Reads a rate if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RateLimit rate) =>
        RateText.TryRead(text, out rate);

    /// <summary>The text that <see cref="Parse"/> reads back.</summary>
    public override string ToString() => IsFixed ? Text + RateText.FixedSuffix : Text;
}
