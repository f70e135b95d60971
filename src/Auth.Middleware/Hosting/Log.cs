using Microsoft.Extensions.Logging;

namespace Auth.Hosting;

internal static partial class Log
{
    [LoggerMessage(
        1700,
        LogLevel.Warning,
        "Clients and tokens are kept in {Store} and are lost when the process ends. Choose a store, such as UseSqlite.",
        EventName = "StoreNotDurable"
    )]
    public static partial void StoreNotDurable(ILogger logger, string store);

    [LoggerMessage(
        1701,
        LogLevel.Warning,
        "X-Forwarded-For is believed from anyone: callers choose the address they are limited by. List the proxies in Auth:TrustedProxies, "
            + "and do not set ASPNETCORE_FORWARDEDHEADERS_ENABLED.",
        EventName = "ForwardedHeadersUntrusted"
    )]
    public static partial void ForwardedHeadersUntrusted(ILogger logger);

    [LoggerMessage(
        1702,
        LogLevel.Warning,
        "No mail can leave: set Auth:Mail:Smtp:Host or Auth:Mail:PickupDirectory, or register an IEmailSender. Until then verification mails wait.",
        EventName = "MailNotConfigured"
    )]
    public static partial void MailNotConfigured(ILogger logger);

    [LoggerMessage(
        1703,
        LogLevel.Warning,
        "Auth:PublicBaseUrl is not set: links in mails start with {Url}, the address this process listens on.",
        EventName = "PublicBaseUrlMissing"
    )]
    public static partial void PublicBaseUrlMissing(ILogger logger, string url);

    [LoggerMessage(
        1704,
        LogLevel.Error,
        "The edited settings are not valid; the previous ones stay in force. {Error}",
        EventName = "SettingsRejected"
    )]
    public static partial void SettingsRejected(ILogger logger, string error);
}
