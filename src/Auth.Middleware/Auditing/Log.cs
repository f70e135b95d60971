using Microsoft.Extensions.Logging;

namespace Auth.Auditing;

internal static partial class Log
{
    [LoggerMessage(1900, LogLevel.Error, "The event sink {Sink} failed.", EventName = "EventSinkFailed")]
    public static partial void SinkFailed(ILogger logger, Exception exception, string sink);

    [LoggerMessage(
        1901,
        LogLevel.Warning,
        "Event sinks are slower than events: more than {Capacity} waited and further ones are lost.",
        EventName = "EventsDropped"
    )]
    public static partial void EventsDropped(ILogger logger, int capacity);

    [LoggerMessage(
        1902,
        LogLevel.Warning,
        "The audit log could not be written; what waits is kept for the next attempt.",
        EventName = "AuditNotWritten"
    )]
    public static partial void AuditNotWritten(ILogger logger, Exception exception);

    [LoggerMessage(
        1903,
        LogLevel.Error,
        "More than {Capacity} entries of the audit log wait, and further ones are only counted.",
        EventName = "AuditLost"
    )]
    public static partial void AuditLost(ILogger logger, int capacity);
}
