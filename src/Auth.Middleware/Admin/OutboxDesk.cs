using Auth.Auditing;
using Auth.Mail;
using Auth.Storage;
using Auth.Time;

namespace Auth.Admin;

/// <summary>Carries out what operators do to mails that wait.</summary>
internal sealed class OutboxDesk(IOutboxStore outbox, MailSignal signal, AuditTrail trail, AuthClock clock)
{
    /// <summary>Makes a mail due now.</summary>
    /// <remarks>One that is being sent at this moment may be sent twice.</remarks>
    /// <returns>Whether there was such a mail.</returns>
    public async ValueTask<bool> RetryAsync(string id, CancellationToken cancellationToken)
    {
        if (
            await outbox.FindAsync(id, cancellationToken) is not { } message
            || !await outbox.RescheduleAsync(id, clock.UtcNow, lastError: null, cancellationToken)
        )
        {
            return false;
        }

        signal.Raise();
        trail.Note(AuditKinds.MailRetried, message.ClientId, $"mail={message.Kind}");
        return true;
    }

    /// <summary>Takes a mail out: it will not be sent.</summary>
    /// <returns>Whether there was such a mail.</returns>
    public async ValueTask<bool> DiscardAsync(string id, CancellationToken cancellationToken)
    {
        if (
            await outbox.FindAsync(id, cancellationToken) is not { } message
            || !await outbox.RemoveAsync(id, cancellationToken)
        )
        {
            return false;
        }

        trail.Note(AuditKinds.MailDiscarded, message.ClientId, $"mail={message.Kind}");
        return true;
    }
}
