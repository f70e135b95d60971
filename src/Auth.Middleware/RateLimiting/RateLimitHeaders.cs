using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Auth.RateLimiting;

/// <summary>Formats the headers of draft-ietf-httpapi-ratelimit-headers-11 (RFC 9651 lists of strings) from one decision.</summary>
/// <remarks>Only for decisions with windows; without any the headers are left out.</remarks>
internal static class RateLimitHeaders
{
    public const string PolicyName = "RateLimit-Policy";
    public const string LimitName = "RateLimit";

    private const string Until = ";t=";

    /// <summary>The value of <c>RateLimit-Policy</c>: constant for the windows, made with them.</summary>
    public static StringValues Policy(in RateLimitDecision decision) => decision.Windows.PolicyHeader;

    /// <summary>The value of <c>RateLimit</c>; allocates its string and nothing else.</summary>
    public static StringValues Limit(in RateLimitDecision decision)
    {
        var windows = decision.Windows.Windows;
        var length = windows.Length - 1;
        for (var i = 0; i < windows.Length; i++)
        {
            var reading = decision[i];
            length +=
                windows[i].ItemPrefix.Length
                + NumberText.LengthOf(reading.Remaining)
                + Until.Length
                + NumberText.LengthOf(reading.ResetSeconds);
        }

        return string.Create(length, new Made(in decision), static (value, made) => Write(value, in made.Decision));
    }

    /// <summary>The value of <c>Retry-After</c> (RFC 9110 section 10.2.3) of a refusal.</summary>
    public static StringValues RetryAfter(in RateLimitDecision decision) => NumberText.Of(decision.RetryAfterSeconds);

    private static void Write(Span<char> value, in RateLimitDecision decision)
    {
        var windows = decision.Windows.Windows;
        for (var i = 0; i < windows.Length; i++)
        {
            if (i > 0)
            {
                value[0] = ',';
                value = value[1..];
            }

            var reading = decision[i];
            value = Append(value, windows[i].ItemPrefix);
            value = Append(value, reading.Remaining);
            value = Append(value, Until);
            value = Append(value, reading.ResetSeconds);
        }
    }

    private static Span<char> Append(Span<char> value, string text)
    {
        text.CopyTo(value);
        return value[text.Length..];
    }

    private static Span<char> Append(Span<char> value, int number)
    {
        number.TryFormat(value, out var written, default, CultureInfo.InvariantCulture);
        return value[written..];
    }

    /// <summary>A decision that is too long to be handed on by value.</summary>
    private readonly ref struct Made(ref readonly RateLimitDecision decision)
    {
        public readonly ref readonly RateLimitDecision Decision = ref decision;
    }
}
