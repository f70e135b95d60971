using Microsoft.Extensions.Logging;

namespace Auth.Nodes;

internal static partial class Log
{
    [LoggerMessage(
        1800,
        LogLevel.Information,
        "Changes that other nodes make arrive at once, through {Channel}.",
        EventName = "ChangesArrive"
    )]
    public static partial void ChangesArrive(ILogger logger, string channel);

    [LoggerMessage(
        1801,
        LogLevel.Warning,
        "Changes that other nodes make do not arrive through {Channel}: until they do, they are seen when Auth:Bearer:CacheLifetime has passed.",
        EventName = "ChangesDoNotArrive"
    )]
    public static partial void ChangesDoNotArrive(ILogger logger, string channel);

    [LoggerMessage(1802, LogLevel.Debug, "The channel between nodes failed.", EventName = "ChannelFailed")]
    public static partial void ChannelFailed(ILogger logger, Exception exception);
}
