using Microsoft.Extensions.Logging;

namespace Auth.Bearer.Sessions.Shared;

internal static partial class Log
{
    [LoggerMessage(
        1210,
        LogLevel.Warning,
        "{Cache} does not say what other nodes have read of tokens: until it does, the store is asked for every token that is not in memory.",
        EventName = "SharedTokensDown"
    )]
    public static partial void SharedTokensDown(ILogger logger, Exception exception, string cache);

    [LoggerMessage(
        1211,
        LogLevel.Information,
        "{Cache} says again what other nodes have read of tokens.",
        EventName = "SharedTokensUp"
    )]
    public static partial void SharedTokensUp(ILogger logger, string cache);
}
