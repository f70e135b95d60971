using Microsoft.Extensions.Logging;

namespace Auth.RateLimiting;

internal static partial class Log
{
    [LoggerMessage(1300, LogLevel.Information, "Rate limits reloaded", EventName = "RateLimitsReloaded")]
    public static partial void LimitsReloaded(this ILogger logger);

    [LoggerMessage(
        1301,
        LogLevel.Error,
        "The edited rate limits are not valid; the previous ones stay in force. {Errors}",
        EventName = "RateLimitsRejected"
    )]
    public static partial void LimitsRejected(this ILogger logger, string errors);
}
