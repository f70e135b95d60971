namespace Auth.Storage;

/// <summary>Holds mails until they are sent, so that a mail server that is down loses nothing.</summary>
public interface IOutboxStore
{
    /// <summary>Puts a message in.</summary>
    /// <exception cref="InvalidOperationException">The client does not exist any more; nothing was stored.</exception>
    ValueTask AddAsync(OutboxMessage message, CancellationToken cancellationToken);

    /// <summary>Claims messages that are due: each goes to exactly one of N concurrent callers until <paramref name="leaseUntil"/>.</summary>
    /// <remarks>
    /// In one conditional statement per message, <see cref="OutboxMessage.DueAt"/> becomes <paramref name="leaseUntil"/> and
    /// <see cref="OutboxMessage.Attempts"/> grows by one, so a worker that dies hands its messages on when the lease ends.
    /// </remarks>
    /// <returns>The messages as claimed, oldest due first, at most <paramref name="batch"/>.</returns>
    ValueTask<IReadOnlyList<OutboxMessage>> ClaimAsync(
        DateTimeOffset now,
        DateTimeOffset leaseUntil,
        int batch,
        CancellationToken cancellationToken
    );

    /// <summary>Makes a claimed message due at another time. Idempotent; a message that is gone is ignored.</summary>
    ValueTask RescheduleAsync(string id, DateTimeOffset dueAt, CancellationToken cancellationToken);

    /// <summary>Removes a message that was sent, or that nobody will ever be able to send. Idempotent.</summary>
    ValueTask RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>Counts the messages that wait.</summary>
    ValueTask<int> CountAsync(CancellationToken cancellationToken);
}
