using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Auth.Storage.EfCore;

/// <summary>The hottest write: tokens are inserted in groups, by a statement that is prepared once for a group.</summary>
internal sealed class TokenInserts<TContext>
    where TContext : DbContext
{
    private const int ConcurrentCommits = 4;

    private readonly AuthDatabase<TContext> _database;
    private readonly GroupCommit<TokenRow> _commits;
    private TokenStatement? _statement;

    public TokenInserts(AuthDatabase<TContext> database)
    {
        _database = database;
        _commits = new GroupCommit<TokenRow>(CommitAsync, database.HasWriteGate ? 1 : ConcurrentCommits);
    }

    /// <summary>Stores a token; returns when it is safe.</summary>
    /// <exception cref="InvalidOperationException">The client does not exist.</exception>
    public async ValueTask AddAsync(TokenRow row, CancellationToken cancellationToken)
    {
        try
        {
            await _commits.AddAsync(row, cancellationToken);
        }
        catch (DbException exception) when (!exception.IsTransient)
        {
            // The client may have gone between the look of the statement and its end.
            throw await _database.ExplainAsync(exception, row.ClientId, cancellationToken);
        }
    }

    /// <summary>Stores all or none; an answer that nobody waits for any more is finished all the same.</summary>
    private async Task CommitAsync(IReadOnlyList<TokenRow> rows) =>
        await _database.TransactAsync(
            async db =>
            {
                var statement = _statement ??= TokenStatement.For(db);
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
                foreach (var row in rows)
                {
                    statement.Bind(command, row);
                    if (await command.ExecuteNonQueryAsync() == 0)
                    {
                        throw new InvalidOperationException("The client does not exist; nothing was stored.");
                    }
                }

                return rows.Count;
            },
            CancellationToken.None
        );
}
