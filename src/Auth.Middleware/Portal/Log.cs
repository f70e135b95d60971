using Microsoft.Extensions.Logging;

namespace Auth.Portal;

internal static partial class Log
{
    [LoggerMessage(
        2200,
        LogLevel.Error,
        "A sign-in link for the portal could not be put in the outbox; its developer must ask again.",
        EventName = "SignInLinkLost"
    )]
    public static partial void SignInLinkLost(ILogger logger, Exception exception);
}
