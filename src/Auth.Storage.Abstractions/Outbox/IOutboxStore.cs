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

    /// <summary>Makes a message due at another time. Idempotent.</summary>
    /// <param name="id">The message.</param>
    /// <param name="dueAt">Not to be sent before.</param>
    /// <param name="lastError">Becomes <see cref="OutboxMessage.LastError"/>; <see langword="null"/> keeps the one before.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether there is such a message.</returns>
    ValueTask<bool> RescheduleAsync(
        string id,
        DateTimeOffset dueAt,
        string? lastError,
        CancellationToken cancellationToken
    );

    /// <summary>Removes a message that was sent, or that nobody will ever be able to send. Idempotent.</summary>
    /// <returns>Whether there was such a message.</returns>
    ValueTask<bool> RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>Finds a message.</summary>
    /// <returns>The message, or <see langword="null"/>.</returns>
    ValueTask<OutboxMessage?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reads a page of the messages that wait, by when they are due (then by id), claimed ones too.</summary>
    /// <param name="after">The last message of the page before; <see langword="null"/> for the first page.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<OutboxMessage>> PageAsync(
        OutboxMessage? after,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Counts the messages that wait.</summary>
    ValueTask<int> CountAsync(CancellationToken cancellationToken);
}
