using Auth.Contacts;
using Auth.Credentials;
using Auth.Storage;
using Auth.Time;
using Microsoft.Extensions.Options;

namespace Auth.Mail;

/// <summary>Keeps the host from being used to bomb a mailbox: per mailbox a day and overall an hour. What is over the limit waits.</summary>
internal sealed class MailLimits(
    IRateLimitStore store,
    EmailSealer sealer,
    AuthClock clock,
    IOptionsMonitor<ClientCredentialsAuthOptions> options
)
{
    /// <summary>Counts one mail to an address.</summary>
    /// <returns>How long it must wait, or <see langword="null"/> when it may leave now.</returns>
    public async ValueTask<TimeSpan?> DelayAsync(EmailAddress to, CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue.Mail;
        var now = DateTimeOffset.UnixEpoch.AddMilliseconds(clock.Milliseconds);
        var all = await store.AcquireAsync(
            "mail:all",
            [new RateLimitWindow("hour", settings.HourlyLimit, TimeSpan.FromHours(1))],
            1,
            now,
            cancellationToken
        );
        if (!all.Allowed)
        {
            return all.RetryAfter;
        }

        var mailbox = await store.AcquireAsync(
            $"mail:to:{sealer.LookupKeys(to.MailboxKey)[0]}",
            [new RateLimitWindow("day", settings.DailyLimitPerRecipient, TimeSpan.FromDays(1))],
            1,
            now,
            cancellationToken
        );
        return mailbox.Allowed ? null : mailbox.RetryAfter;
    }
}
