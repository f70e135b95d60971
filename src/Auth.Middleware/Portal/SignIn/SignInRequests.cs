using Auth.Contacts;
using Auth.Credentials;
using Auth.Portal.Access;
using Auth.Storage;
using Auth.Time;

namespace Auth.Portal.SignIn;

/// <summary>Takes wishes for a link. Known and unknown addresses are treated alike: the same look-up, the same answer, and no write before it.</summary>
internal sealed class SignInRequests(
    PortalGate gate,
    IRateLimitStore counters,
    EmailSealer sealer,
    SignInQueue queue,
    AuthClock clock
)
{
    /// <summary>How many links one mailbox is sent; further wishes are answered like all others and forgotten.</summary>
    private static readonly RateLimitWindow[] PerMailbox = [new("hour", 3, TimeSpan.FromHours(1))];

    /// <summary>Sends a link if any application was registered from the address.</summary>
    public async ValueTask AskAsync(EmailAddress email, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var asked = await counters.AcquireAsync(
            $"portal:link:{sealer.LookupKeys(email.MailboxKey)[0]}",
            PerMailbox,
            1,
            DateTimeOffset.UnixEpoch.AddMilliseconds(clock.Milliseconds),
            cancellationToken
        );
        var clients = await gate.OfAddressAsync(sealer.LookupKeys(email.Value), cancellationToken);
        if (asked.Allowed && clients.FirstOrDefault(client => !client.HasLapsed(now)) is { } client)
        {
            queue.Add(
                new OutboxMessage(Base62.Random(32), OutboxKinds.PortalLink, client.Id, Reference: null, now, now)
            );
        }
    }
}
