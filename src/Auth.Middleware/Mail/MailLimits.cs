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
    private const string All = "mail:all";

    /// <summary>Counts one mail to an address.</summary>
    /// <returns>How long it must wait, or <see langword="null"/> when it may leave now.</returns>
    public async ValueTask<TimeSpan?> DelayAsync(EmailAddress to, CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue.Mail;
        var now = Now;
        RateLimitWindow[] hour = [new("hour", settings.HourlyLimit, TimeSpan.FromHours(1))];
        var overall = await store.PeekAsync(All, hour, now, cancellationToken);
        if (overall[0].Remaining == 0)
        {
            return overall[0].ResetAfter;
        }

        // The mailbox first: mail that it makes wait must not use up what everybody shares.
        var mailbox = await store.AcquireAsync(
            $"mail:to:{sealer.LookupKeys(to.MailboxKey)[0]}",
            [new RateLimitWindow("day", settings.DailyLimitPerRecipient, TimeSpan.FromDays(1))],
            1,
            now,
            cancellationToken
        );
        if (!mailbox.Allowed)
        {
            return mailbox.RetryAfter;
        }

        var all = await store.AcquireAsync(All, hour, 1, now, cancellationToken);
        return all.Allowed ? null : all.RetryAfter;
    }

    /// <summary>Counts a client's wish for another mail: more in a day than its mailbox receives would only fill the outbox.</summary>
    public async ValueTask<bool> MayAskAsync(string clientId, CancellationToken cancellationToken)
    {
        var asked = await store.AcquireAsync(
            $"mail:again:{clientId}",
            [new RateLimitWindow("day", options.CurrentValue.Mail.DailyLimitPerRecipient, TimeSpan.FromDays(1))],
            1,
            Now,
            cancellationToken
        );
        return asked.Allowed;
    }

    private DateTimeOffset Now => DateTimeOffset.UnixEpoch.AddMilliseconds(clock.Milliseconds);
}
