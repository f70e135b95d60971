using System.Buffers;
using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Auth.RateLimiting;

/// <summary>Formats the headers of draft-ietf-httpapi-ratelimit-headers-11 (RFC 9651 lists of strings) from one decision.</summary>
/// <remarks>Only for decisions with windows; without any the headers are left out.</remarks>
internal static class RateLimitHeaders
{
    public const string PolicyName = "RateLimit-Policy";
    public const string LimitName = "RateLimit";

    // "name";r=1000000000;t=31622400, with a name of 64 characters.
    private const int LongestItem = 64 + 40;

    /// <summary>The value of <c>RateLimit-Policy</c>: constant for the windows, made with them.</summary>
    public static StringValues Policy(in RateLimitDecision decision) => decision.Windows.PolicyHeader;

    /// <summary>The value of <c>RateLimit</c>; allocates its string and nothing else.</summary>
    public static StringValues Limit(in RateLimitDecision decision)
    {
        var windows = decision.Windows.Windows;
        var longest = windows.Length * LongestItem;
        char[]? rented = null;
        Span<char> buffer = longest <= 512 ? stackalloc char[512] : rented = ArrayPool<char>.Shared.Rent(longest);
        var length = 0;
        for (var i = 0; i < windows.Length; i++)
        {
            if (i > 0)
                buffer[length++] = ',';
            var reading = decision[i];
            Append(buffer, ref length, windows[i].ItemPrefix);
            Append(buffer, ref length, reading.Remaining);
            Append(buffer, ref length, ";t=");
            Append(buffer, ref length, reading.ResetSeconds);
        }

        var value = buffer[..length].ToString();
        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented);
        return value;
    }

    /// <summary>The value of <c>Retry-After</c> (RFC 9110 section 10.2.3) of a refusal.</summary>
    public static StringValues RetryAfter(in RateLimitDecision decision) =>
        decision.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);

    private static void Append(Span<char> buffer, ref int length, string text)
    {
        text.CopyTo(buffer[length..]);
        length += text.Length;
    }

    private static void Append(Span<char> buffer, ref int length, int number)
    {
        number.TryFormat(buffer[length..], out var written, default, CultureInfo.InvariantCulture);
        length += written;
    }
}
