namespace Auth.Storage.InMemory;

/// <summary>Access tokens in memory. Looking one up never waits for a writer of another.</summary>
internal sealed class InMemoryTokenStore(InMemoryDatabase database) : ITokenStore
{
    public ValueTask AddAsync(AccessToken token, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            database.RequireClient(token.ClientId);
            database.Tokens.Add(token);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<TokenLookup?> FindAsync(TokenHash hash, CancellationToken cancellationToken) =>
        ValueTask.FromResult(
            database.Tokens.Find(hash) is { } token && database.Clients.Find(token.ClientId) is { } client
                ? new TokenLookup(token, client)
                : null
        );

    public ValueTask<bool> RevokeAsync(TokenHash hash, string clientId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var owned = string.Equals(database.Tokens.Find(hash)?.ClientId, clientId, StringComparison.Ordinal);
            if (owned)
            {
                database.Tokens.Remove(hash);
            }

            return ValueTask.FromResult(owned);
        }
    }

    public ValueTask<int> RevokeAllAsync(string clientId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Tokens.RemoveAll(clientId));
        }
    }

    public ValueTask<int> TrimAsync(string clientId, string? subject, int keep, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var oldest = database
                .Tokens.Of(clientId)
                .Where(token => string.Equals(token.Subject, subject, StringComparison.Ordinal))
                .OrderByDescending(token => token.IssuedAt)
                .Skip(keep)
                .ToList();
            oldest.ForEach(token => database.Tokens.Remove(token.Hash));
            return ValueTask.FromResult(oldest.Count);
        }
    }

    public ValueTask<IReadOnlyList<TokenLookup>> ListAsync(
        string subject,
        DateTimeOffset now,
        int limit,
        CancellationToken cancellationToken
    )
    {
        lock (database.Gate)
        {
            var live = database
                .Tokens.OfSubject(subject)
                .Where(token => !token.HasExpired(now))
                .OrderByDescending(token => token.IssuedAt)
                .Take(limit)
                .Select(token => new TokenLookup(token, database.Clients.Find(token.ClientId)!));
            return ValueTask.FromResult<IReadOnlyList<TokenLookup>>([.. live]);
        }
    }

    public ValueTask<int> RevokeByAuthorizationAsync(
        string authorizationId,
        string clientId,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var tokens = database.Tokens.OfAuthorization(authorizationId);
            return ValueTask.FromResult(database.Tokens.RemoveWhere(tokens, token => IsOf(token, clientId)));
        }
    }

    public ValueTask<int> RevokeBySubjectAsync(string subject, string clientId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var tokens = database.Tokens.OfSubject(subject);
            return ValueTask.FromResult(database.Tokens.RemoveWhere(tokens, token => IsOf(token, clientId)));
        }
    }

    public ValueTask<int> CountLiveAsync(string clientId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Tokens.CountLive(clientId, now));
        }
    }

    public ValueTask<int> RemoveExpiredAsync(DateTimeOffset before, int batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Tokens.RemoveExpired(before, batch));
        }
    }

    private static bool IsOf(AccessToken token, string clientId) =>
        string.Equals(token.ClientId, clientId, StringComparison.Ordinal);
}
