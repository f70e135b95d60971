using Microsoft.Extensions.Logging;

namespace Auth.Maintenance;

internal static partial class Log
{
    [LoggerMessage(1600, LogLevel.Debug, "Removed {Count} ended rows of kind {Kind}.", EventName = "Removed")]
    public static partial void Removed(ILogger logger, int count, string kind);

    [LoggerMessage(
        1601,
        LogLevel.Error,
        "Ended rows could not be removed; the next run tries again.",
        EventName = "CleanupFailed"
    )]
    public static partial void CleanupFailed(ILogger logger, Exception exception);
}
