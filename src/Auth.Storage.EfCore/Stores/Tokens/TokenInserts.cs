using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Auth.Storage.EfCore;

/// <summary>The hottest write: tokens are inserted in groups, by a command that stays prepared.</summary>
internal sealed class TokenInserts<TContext>
    where TContext : DbContext
{
    private const int ConcurrentCommits = 4;

    private readonly AuthDatabase<TContext> _database;
    private readonly PreparedCommands<TContext> _commands;
    private readonly GroupCommit<TokenRow> _commits;
    private ITokenInsert? _insert;

    public TokenInserts(AuthDatabase<TContext> database)
    {
        _database = database;
        _insert = database.TokenInsert;
        _commands = database.Keep(new PreparedCommands<TContext>(database, static (_, _) => { }));
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

    /// <summary>Stores all or none, again from the start where the provider retries; an answer that nobody waits for any more is finished all the same.</summary>
    private async Task CommitAsync(IReadOnlyList<TokenRow> rows)
    {
        await using var lease = await _database.OpenAsync(CancellationToken.None);
        await lease
            .Context.Database.CreateExecutionStrategy()
            .ExecuteAsync(async () =>
                await _commands.RunAsync((db, command) => InsertAsync(db, command, rows), CancellationToken.None)
            );
    }

    private async ValueTask<int> InsertAsync(TContext db, DbCommand command, IReadOnlyList<TokenRow> rows)
    {
        var insert = _insert ??= TokenStatement.For(db);
        using var turn = await _database.TakeTurnAsync(db, CancellationToken.None);
        if (insert.IsOneStatement)
        {
            await insert.ExecuteAsync(command, rows);
            return rows.Count;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        command.Transaction = transaction.GetDbTransaction();
        await insert.ExecuteAsync(command, rows);
        await transaction.CommitAsync(CancellationToken.None);
        command.Transaction = null;
        return rows.Count;
    }
}
