using Auth.Credentials;
using Auth.Mail;
using Auth.Storage;
using Auth.Time;

namespace Auth.Verification;

/// <summary>Asks for another verification mail; the mail limits decide when it leaves.</summary>
internal sealed class VerificationMail(IOutboxStore outbox, MailLimits limits, MailSignal signal, AuthClock clock)
{
    /// <summary>Puts another mail in the outbox. One that could not leave today, because so many were asked for, is not put in at all.</summary>
    public async ValueTask SendAgainAsync(Client client, string dialect, CancellationToken cancellationToken)
    {
        if (!await limits.MayAskAsync(client.Id, cancellationToken))
        {
            return;
        }

        var now = clock.UtcNow;
        var message = new OutboxMessage(Base62.Random(32), OutboxKinds.EmailVerification, client.Id, dialect, now, now);
        await outbox.AddAsync(message, cancellationToken);
        signal.Raise();
    }
}
