using Microsoft.Extensions.Logging;

namespace Auth.Pipeline;

internal static partial class Log
{
    [LoggerMessage(
        1200,
        LogLevel.Error,
        "Tokens cannot be read from the store; requests with uncached tokens are answered 503.",
        EventName = "TokenStoreUnavailable"
    )]
    public static partial void TokenStoreUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(
        1201,
        LogLevel.Error,
        "{Endpoint} could not be answered, most likely because the store is down; the caller was told 503.",
        EventName = "EndpointFailed"
    )]
    public static partial void EndpointFailed(ILogger logger, Exception exception, string endpoint);

    [LoggerMessage(
        1202,
        LogLevel.Debug,
        "{Endpoint} was answered 503, because the store is known to be down.",
        EventName = "EndpointUnavailable"
    )]
    public static partial void EndpointUnavailable(ILogger logger, string endpoint);
}
