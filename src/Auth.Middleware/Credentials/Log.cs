using Microsoft.Extensions.Logging;

namespace Auth.Credentials;

internal static partial class Log
{
    [LoggerMessage(
        1810,
        LogLevel.Information,
        "Made a server key in {File}. Back it up with the data: without it no credential that was issued works.",
        EventName = "ServerKeyCreated"
    )]
    public static partial void ServerKeyCreated(ILogger logger, string file);
}
