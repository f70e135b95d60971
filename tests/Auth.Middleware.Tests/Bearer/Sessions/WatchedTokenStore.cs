using Auth.Storage;

namespace Auth.Bearer.Sessions;

/// <summary>A token store that counts look-ups, fails on demand, and lets a test stand between a look-up's reading and its answer.</summary>
internal sealed class WatchedTokenStore(ITokenStore inner) : ITokenStore
{
    private int _finds;

    /// <summary>How many look-ups began.</summary>
    public int Finds => Volatile.Read(ref _finds);

    /// <summary>How often expired tokens were to be removed.</summary>
    public int Cleanings { get; private set; }

    /// <summary>What look-ups and changes throw.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Waited for by each look-up after it has read.</summary>
    public Func<Task> AfterRead { get; set; } = () => Task.CompletedTask;

    public async ValueTask<TokenLookup?> FindAsync(TokenHash hash, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _finds);
        Throw();
        var found = await inner.FindAsync(hash, cancellationToken);
        await AfterRead();
        return found;
    }

    public ValueTask AddAsync(AccessToken token, CancellationToken cancellationToken)
    {
        Throw();
        return inner.AddAsync(token, cancellationToken);
    }

    public ValueTask<bool> RevokeAsync(TokenHash hash, string clientId, CancellationToken cancellationToken)
    {
        Throw();
        return inner.RevokeAsync(hash, clientId, cancellationToken);
    }

    public ValueTask<int> RevokeAllAsync(string clientId, CancellationToken cancellationToken)
    {
        Throw();
        return inner.RevokeAllAsync(clientId, cancellationToken);
    }

    public ValueTask<int> TrimAsync(string clientId, string? subject, int keep, CancellationToken cancellationToken) =>
        inner.TrimAsync(clientId, subject, keep, cancellationToken);

    public ValueTask<IReadOnlyList<TokenLookup>> ListAsync(
        string subject,
        DateTimeOffset now,
        int limit,
        CancellationToken cancellationToken
    ) => inner.ListAsync(subject, now, limit, cancellationToken);

    public ValueTask<int> RevokeByAuthorizationAsync(
        string authorizationId,
        string clientId,
        CancellationToken cancellationToken
    ) => inner.RevokeByAuthorizationAsync(authorizationId, clientId, cancellationToken);

    public ValueTask<int> RevokeBySubjectAsync(string subject, string clientId, CancellationToken cancellationToken) =>
        inner.RevokeBySubjectAsync(subject, clientId, cancellationToken);

    public ValueTask<int> CountLiveAsync(string clientId, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.CountLiveAsync(clientId, now, cancellationToken);

    public ValueTask<int> RemoveExpiredAsync(DateTimeOffset before, int batch, CancellationToken cancellationToken)
    {
        Cleanings++;
        Throw();
        return inner.RemoveExpiredAsync(before, batch, cancellationToken);
    }

    private void Throw()
    {
        if (Failure is { } failure)
        {
            throw failure;
        }
    }
}
