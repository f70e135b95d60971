using Microsoft.Extensions.Logging;

namespace Auth.Storage.Guarded;

internal static partial class Log
{
    [LoggerMessage(
        1720,
        LogLevel.Error,
        "{Store} does not answer: cached tokens are served, everything else is answered 503 until it does.",
        EventName = "StoreDown"
    )]
    public static partial void StoreDown(ILogger logger, Exception exception, string store);

    [LoggerMessage(1721, LogLevel.Information, "{Store} answers again.", EventName = "StoreUp")]
    public static partial void StoreUp(ILogger logger, string store);
}
