using Auth.Credentials;
using Auth.Mail;
using Auth.Storage;
using Auth.Time;

namespace Auth.Verification;

/// <summary>Asks for another verification mail; the mail limits decide when it leaves.</summary>
internal sealed class VerificationMail(IOutboxStore outbox, MailSignal signal, AuthClock clock)
{
    public async ValueTask SendAgainAsync(Client client, string dialect, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var message = new OutboxMessage(Base62.Random(32), OutboxKinds.EmailVerification, client.Id, dialect, now, now);
        await outbox.AddAsync(message, cancellationToken);
        signal.Raise();
    }
}
