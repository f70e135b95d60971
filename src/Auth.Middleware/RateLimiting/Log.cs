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

    [LoggerMessage(
        1302,
        LogLevel.Warning,
        "{Store} does not answer: the shared limits are not known. Until it does: {Policy}, with {Nodes} known nodes.",
        EventName = "SharedCountersDown"
    )]
    public static partial void CountersDoNotAnswer(
        this ILogger logger,
        Exception exception,
        string store,
        CounterOutage policy,
        int nodes
    );

    [LoggerMessage(
        1303,
        LogLevel.Information,
        "{Store} answers again: limits are shared.",
        EventName = "SharedCountersUp"
    )]
    public static partial void CountersAnswer(this ILogger logger, string store);

    [LoggerMessage(1304, LogLevel.Debug, "This node could not sign on.", EventName = "SignOnFailed")]
    public static partial void SignOnFailed(this ILogger logger, Exception exception);
}
