namespace Auth.Storage.InMemory;

/// <summary>Requests for another tier in memory.</summary>
internal sealed class InMemoryTierRequestStore(InMemoryDatabase database) : ITierRequestStore
{
    public ValueTask<bool> TryAddAsync(TierRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            database.RequireClient(request.ClientId);
            var free = !database.TierRequests.HasPending(request.ClientId);
            if (free)
            {
                database.TierRequests.Add(request);
            }

            return ValueTask.FromResult(free);
        }
    }

    public ValueTask<TierRequest?> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.TierRequests.Find(id));
        }
    }

    public ValueTask<TierRequest?> FindLatestAsync(string clientId, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.TierRequests.Latest(clientId));
        }
    }

    public ValueTask<IReadOnlyList<TierRequest>> PageAsync(
        TierRequestStatus status,
        string? after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        lock (database.Gate)
        {
            var last = after is null ? null : database.TierRequests.Find(after);
            return ValueTask.FromResult<IReadOnlyList<TierRequest>>(
                after is not null && last is null
                    ? []
                    : database
                        .TierRequests.OldestFirst(status, last, limit)
                        .ConvertAll(id => database.TierRequests.Find(id)!)
            );
        }
    }

    public ValueTask<TierRequest?> TryDecideAsync(
        string id,
        TierRequestStatus status,
        string? note,
        DateTimeOffset now,
        OutboxMessage mail,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfEqual(status, TierRequestStatus.Pending);
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            if (database.TierRequests.Find(id) is not { Status: TierRequestStatus.Pending } request)
            {
                return ValueTask.FromResult<TierRequest?>(null);
            }

            var decided = request with { Status = status, Note = note, DecidedAt = now };
            database.RequireClient(mail.ClientId);
            database.Outbox.Add(mail);
            database.TierRequests.Replace(decided);
            if (status == TierRequestStatus.Approved)
            {
                var client = database.Clients.Find(request.ClientId)!;
                database.Clients.Put(client with { Tier = request.Tier, Version = client.Version + 1 });
            }

            return ValueTask.FromResult<TierRequest?>(decided);
        }
    }
}
