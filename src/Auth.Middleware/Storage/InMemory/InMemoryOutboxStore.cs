namespace Auth.Storage.InMemory;

/// <summary>Owed mails in memory.</summary>
internal sealed class InMemoryOutboxStore(InMemoryDatabase database) : IOutboxStore
{
    public ValueTask AddAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            database.RequireClient(message.ClientId);
            database.Outbox.Add(message);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<OutboxMessage>> ClaimAsync(
        DateTimeOffset now,
        DateTimeOffset leaseUntil,
        int batch,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var due = database.Outbox.Due(now, batch);
            return ValueTask.FromResult<IReadOnlyList<OutboxMessage>>(due.ConvertAll(id => Claim(id, leaseUntil)));
        }
    }

    public ValueTask<bool> RescheduleAsync(
        string id,
        DateTimeOffset dueAt,
        string? lastError,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var message = database.Outbox.Find(id);
            if (message is not null)
            {
                database.Outbox.Replace(message with { DueAt = dueAt, LastError = lastError ?? message.LastError });
            }

            return ValueTask.FromResult(message is not null);
        }
    }

    public ValueTask<bool> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Outbox.Remove(id));
        }
    }

    public ValueTask<OutboxMessage?> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Outbox.Find(id));
        }
    }

    public ValueTask<IReadOnlyList<OutboxMessage>> PageAsync(
        OutboxMessage? after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<OutboxMessage>>(
                database.Outbox.After(after, limit).ConvertAll(id => database.Outbox.Find(id)!)
            );
        }
    }

    public ValueTask<int> CountAsync(CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Outbox.Count);
        }
    }

    private OutboxMessage Claim(string id, DateTimeOffset leaseUntil)
    {
        var message = database.Outbox.Find(id)!;
        var claimed = message with { DueAt = leaseUntil, Attempts = message.Attempts + 1 };
        database.Outbox.Replace(claimed);
        return claimed;
    }
}
