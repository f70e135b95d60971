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
}
