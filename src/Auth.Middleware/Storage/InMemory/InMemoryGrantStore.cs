namespace Auth.Storage.InMemory;

/// <summary>Single-use codes in memory.</summary>
internal sealed class InMemoryGrantStore(InMemoryDatabase database) : IGrantStore
{
    public ValueTask AddAsync(Grant grant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            if (grant.ClientId is not null)
            {
                database.RequireClient(grant.ClientId);
            }

            database.Grants.Add(grant);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<Grant?> FindAsync(TokenHash hash, string kind, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Grants.Find(hash, kind));
        }
    }

    public ValueTask<TakeGrantOutcome> TakeAsync(
        TokenHash hash,
        string kind,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(Take(database.Grants.Find(hash, kind), now));
        }
    }

    public ValueTask<TakeGrantOutcome> RedeemAsync(
        TokenHash hash,
        string kind,
        DateTimeOffset now,
        AccessToken token,
        Grant? successor,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            database.RequireClient(token.ClientId);
            var outcome = Take(database.Grants.Find(hash, kind), now);
            if (outcome.Status == TakeGrantStatus.Taken)
            {
                database.Tokens.Add(token);
                if (successor is not null)
                {
                    database.Grants.Add(successor);
                }
            }

            return ValueTask.FromResult(outcome);
        }
    }

    public ValueTask<IReadOnlyList<Grant>> ListAsync(
        string subject,
        string kind,
        DateTimeOffset now,
        int limit,
        CancellationToken cancellationToken
    )
    {
        lock (database.Gate)
        {
            var live = database
                .Grants.OfSubject(subject)
                .Where(grant => string.Equals(grant.Kind, kind, StringComparison.Ordinal))
                .Where(grant => grant.UsedAt is null && grant.ExpiresAt > now)
                .OrderByDescending(grant => grant.CreatedAt);
            return ValueTask.FromResult<IReadOnlyList<Grant>>([.. live.Take(limit)]);
        }
    }

    public ValueTask<int> RemoveByAuthorizationAsync(string authorizationId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Grants.RemoveAuthorization(authorizationId));
        }
    }

    public ValueTask<int> RemoveBySubjectAsync(string subject, string clientId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var given = database
                .Grants.OfSubject(subject)
                .Where(grant => string.Equals(grant.ClientId, clientId, StringComparison.Ordinal))
                .Select(grant => grant.Hash)
                .ToList();
            given.ForEach(database.Grants.Remove);
            return ValueTask.FromResult(given.Count);
        }
    }

    public ValueTask<int> RemoveAllAsync(string clientId, string kind, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Grants.RemoveAll(clientId, kind));
        }
    }

    public ValueTask<int> RemoveExpiredAsync(DateTimeOffset before, int batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var expired = database.Grants.Expired(before, batch);
            expired.ForEach(database.Grants.Remove);
            return ValueTask.FromResult(expired.Count);
        }
    }

    private TakeGrantOutcome Take(Grant? grant, DateTimeOffset now)
    {
        switch (grant)
        {
            case null:
                return TakeGrantOutcome.Missing;
            case { UsedAt: not null }:
                return new TakeGrantOutcome(TakeGrantStatus.AlreadyUsed, grant);
            case var _ when grant.ExpiresAt <= now:
                return new TakeGrantOutcome(TakeGrantStatus.Expired, grant);
            default:
                var taken = grant with { UsedAt = now };
                database.Grants.Replace(taken);
                return new TakeGrantOutcome(TakeGrantStatus.Taken, taken);
        }
    }
}
