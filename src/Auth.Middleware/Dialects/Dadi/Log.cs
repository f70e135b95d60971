using Microsoft.Extensions.Logging;

namespace Auth.Dialects.Dadi;

internal static partial class Log
{
    [LoggerMessage(
        2100,
        LogLevel.Information,
        "Client {ClientId} was made from Auth:Dadi:Admin and manages access.",
        EventName = "AdministratorMade"
    )]
    public static partial void AdministratorMade(ILogger logger, string clientId);

    [LoggerMessage(
        2101,
        LogLevel.Information,
        "The secret of client {ClientId} was replaced by the one of Auth:Dadi:Admin.",
        EventName = "AdministratorSecretReplaced"
    )]
    public static partial void AdministratorSecretReplaced(ILogger logger, string clientId);
}
