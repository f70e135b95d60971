using Microsoft.Extensions.Logging;

namespace Auth.Mail;

internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Information, "Sent a mail of kind {Kind}.", EventName = "MailSent")]
    public static partial void MailSent(ILogger logger, string kind);

    [LoggerMessage(
        2001,
        LogLevel.Warning,
        "A mail of kind {Kind} failed with {Error} and is tried again in {Seconds} s.",
        EventName = "MailFailed"
    )]
    public static partial void MailFailed(ILogger logger, string kind, string error, double seconds);

    [LoggerMessage(
        2002,
        LogLevel.Warning,
        "A mail of kind {Kind} was dropped after {Attempts} attempts: nobody is left to write to, or it was owed for too long.",
        EventName = "MailDropped"
    )]
    public static partial void MailDropped(ILogger logger, string kind, int attempts);

    [LoggerMessage(
        2003,
        LogLevel.Information,
        "A mail of kind {Kind} waits {Seconds} s because of the mail limits.",
        EventName = "MailDelayed"
    )]
    public static partial void MailDelayed(ILogger logger, string kind, double seconds);

    [LoggerMessage(2004, LogLevel.Error, "The outbox cannot be read; mail waits.", EventName = "OutboxUnavailable")]
    public static partial void OutboxUnavailable(ILogger logger, Exception exception);
}
