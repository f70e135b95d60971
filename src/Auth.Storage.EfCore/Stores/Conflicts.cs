using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Turns broken keys into outcomes without asking which provider reported them: look again, and see what is there.</summary>
internal static class Conflicts
{
    /// <summary>A rival can win between the look and the insert; it cannot keep doing so.</summary>
    private const int Attempts = 3;

    /// <summary>Runs a transaction that first looks for rivals, again when an insert still met one.</summary>
    public static async ValueTask<T> TransactWithRetryAsync<TContext, T>(
        this AuthDatabase<TContext> database,
        Func<TContext, Task<T>> change,
        CancellationToken cancellationToken
    )
        where TContext : DbContext
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.TransactAsync(change, cancellationToken);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // The next attempt sees whoever was faster.
            }
        }
    }

    /// <summary>Inserts a row that belongs to a client, in one statement.</summary>
    /// <exception cref="InvalidOperationException">The client does not exist.</exception>
    public static async ValueTask InsertForClientAsync<TContext>(
        this AuthDatabase<TContext> database,
        object row,
        string? clientId,
        CancellationToken cancellationToken
    )
        where TContext : DbContext
    {
        try
        {
            await database.WriteAsync(
                db =>
                {
                    db.Add(row);
                    return db.SaveChangesAsync(cancellationToken);
                },
                cancellationToken
            );
        }
        catch (DbUpdateException exception)
        {
            throw await database.ExplainAsync(exception, clientId, cancellationToken);
        }
    }

    /// <summary>Says what an insert met: a client that is gone, or what the database says itself.</summary>
    public static async ValueTask<Exception> ExplainAsync<TContext>(
        this AuthDatabase<TContext> database,
        Exception exception,
        string? clientId,
        CancellationToken cancellationToken
    )
        where TContext : DbContext =>
        clientId is not null && !await ClientExistsAsync(database, clientId, cancellationToken)
            ? new InvalidOperationException("The client does not exist; nothing was stored.", exception)
            : exception;

    private static ValueTask<bool> ClientExistsAsync<TContext>(
        AuthDatabase<TContext> database,
        string clientId,
        CancellationToken cancellationToken
    )
        where TContext : DbContext =>
        database.ReadAsync(
            db => db.Set<ClientRow>().AnyAsync(client => client.Id == clientId, cancellationToken),
            cancellationToken
        );
}
