using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Access tokens in a relational database.</summary>
internal sealed class EntityFrameworkTokenStore<TContext>(AuthDatabase<TContext> database) : ITokenStore
    where TContext : DbContext
{
    private readonly TokenInserts<TContext> _inserts = new(database);
    private readonly TokenLookups<TContext> _lookups = new(database);

    public ValueTask AddAsync(AccessToken token, CancellationToken cancellationToken) =>
        _inserts.AddAsync(TokenRow.From(token), cancellationToken);

    public ValueTask<TokenLookup?> FindAsync(TokenHash hash, CancellationToken cancellationToken) =>
        _lookups.FindAsync(hash, cancellationToken);

    public async ValueTask<bool> RevokeAsync(TokenHash hash, string clientId, CancellationToken cancellationToken)
    {
        var bytes = hash.ToArray();
        return await database.WriteAsync(
                db =>
                    db.Set<TokenRow>()
                        .Where(token => token.Hash == bytes && token.ClientId == clientId)
                        .ExecuteDeleteAsync(cancellationToken),
                cancellationToken
            ) == 1;
    }

    public ValueTask<int> RevokeAllAsync(string clientId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db => db.Set<TokenRow>().Where(token => token.ClientId == clientId).ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );

    public ValueTask<int> TrimAsync(string clientId, string? subject, int keep, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
                db.Set<TokenRow>()
                    .Where(token => token.ClientId == clientId && token.Subject == subject)
                    .OrderByDescending(token => token.IssuedAt)
                    .Skip(keep)
                    .ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );

    public async ValueTask<IReadOnlyList<TokenLookup>> ListAsync(
        string subject,
        DateTimeOffset now,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var rows = await database.ReadAsync(
            db =>
                db.Set<TokenRow>()
                    .AsNoTracking()
                    .Where(token => token.Subject == subject && (token.ExpiresAt == null || token.ExpiresAt > now))
                    .Join(
                        db.Set<ClientRow>().AsNoTracking(),
                        token => token.ClientId,
                        client => client.Id,
                        (token, client) => new TokenWithClient { Token = token, Client = client }
                    )
                    .OrderByDescending(pair => pair.Token.IssuedAt)
                    .Take(limit)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        return rows.ConvertAll(row => row.ToLookup());
    }

    public ValueTask<int> RevokeByAuthorizationAsync(
        string authorizationId,
        string clientId,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            db =>
                db.Set<TokenRow>()
                    .Where(token => token.AuthorizationId == authorizationId && token.ClientId == clientId)
                    .ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );

    public ValueTask<int> RevokeBySubjectAsync(string subject, string clientId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
                db.Set<TokenRow>()
                    .Where(token => token.Subject == subject && token.ClientId == clientId)
                    .ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );

    public ValueTask<int> CountLiveAsync(string clientId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db =>
                db.Set<TokenRow>()
                    .CountAsync(
                        token => token.ClientId == clientId && (token.ExpiresAt == null || token.ExpiresAt > now),
                        cancellationToken
                    ),
            cancellationToken
        );

    public ValueTask<int> RemoveExpiredAsync(DateTimeOffset before, int batch, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
                db.Set<TokenRow>()
                    .Where(token => token.ExpiresAt <= before)
                    .OrderBy(token => token.ExpiresAt)
                    .Take(batch)
                    .AsBatch()
                    .ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );
}
