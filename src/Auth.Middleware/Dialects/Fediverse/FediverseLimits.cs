using System.Globalization;
using Auth.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Fediverse;

/// <summary>Writes the three limit headers of these dialects, from the window with the least left.</summary>
internal static class FediverseLimits
{
    /// <param name="headers">The response's headers.</param>
    /// <param name="names">The names of limit, remaining and reset.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="now">The time of day; the reset keeps its fraction of a second when <paramref name="format"/> shows one.</param>
    /// <param name="format">How the time of reset is written.</param>
    public static void Write(
        IHeaderDictionary headers,
        (string Limit, string Remaining, string Reset) names,
        in RateLimitDecision decision,
        DateTimeOffset now,
        string format
    )
    {
        var tightest = 0;
        for (var i = 1; i < decision.Windows.Count; i++)
        {
            tightest = decision[i].Remaining < decision[tightest].Remaining ? i : tightest;
        }

        var reading = decision[tightest];
        var reset = now.AddSeconds(reading.ResetSeconds).UtcDateTime;
        headers[names.Limit] = decision.Windows.Windows[tightest].Limit.ToString(CultureInfo.InvariantCulture);
        headers[names.Remaining] = reading.Remaining.ToString(CultureInfo.InvariantCulture);
        headers[names.Reset] = reset.ToString(format, CultureInfo.InvariantCulture);
    }
}
