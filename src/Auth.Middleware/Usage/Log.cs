using Microsoft.Extensions.Logging;

namespace Auth.Usage;

internal static partial class Log
{
    [LoggerMessage(
        1710,
        LogLevel.Warning,
        "Usage could not be written and is kept for the next attempt.",
        EventName = "UsageNotWritten"
    )]
    public static partial void UsageNotWritten(ILogger logger, Exception exception);
}
