using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Finds tokens with their clients, by the shortest way that leads there.</summary>
internal sealed class TokenLookups<TContext>
    where TContext : DbContext
{
    private readonly AuthDatabase<TContext> _database;
    private readonly ClientVersions _clients = new();
    private readonly TokenQuery<TContext> _query;

    // Compiled for one model, hence once a database and not once a process.
    private readonly Func<TContext, byte[], CancellationToken, Task<TokenWithClient?>> _find = EF.CompileAsyncQuery(
        (TContext db, byte[] hash, CancellationToken _) =>
            db.Set<TokenRow>()
                .AsNoTracking()
                .Where(token => token.Hash == hash)
                .Join(
                    db.Set<ClientRow>().AsNoTracking(),
                    token => token.ClientId,
                    client => client.Id,
                    (token, client) => new TokenWithClient { Token = token, Client = client }
                )
                .SingleOrDefault()
    );

    public TokenLookups(AuthDatabase<TContext> database)
    {
        _database = database;
        _query = new TokenQuery<TContext>(database, _clients);
    }

    public async ValueTask<TokenLookup?> FindAsync(TokenHash hash, CancellationToken cancellationToken)
    {
        if (_database.KeepsConnections)
        {
            try
            {
                var (stands, lookup) = await _query.FindAsync(hash, cancellationToken);
                if (stands)
                {
                    return lookup;
                }
            }
            catch (DbException e) when (e.InnerException is not TimeoutException)
            {
                // The kept connection was broken. What follows opens one, and tries again where the provider does.
            }
        }

        await using var lease = await _database.OpenAsync(cancellationToken);
        var found = (await _find(lease.Context, hash.ToArray(), cancellationToken))?.ToLookup();
        if (found is not null && _database.KeepsConnections)
        {
            _clients.Remember(found.Client);
        }

        return found;
    }
}
