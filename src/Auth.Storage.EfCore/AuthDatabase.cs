using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Storage.EfCore;

/// <summary>The database behind all Entity Framework stores: where contexts come from and how writers take turns.</summary>
/// <remarks>
/// SQLite has a single writer, and a second one is told "busy" and polls. Writers of this process therefore queue at a gate, in order of
/// arrival, and never see it. Databases with concurrent writers have no gate. Readers never wait.
/// </remarks>
/// <typeparam name="TContext">A context whose model has the tables of Auth.</typeparam>
public sealed class AuthDatabase<TContext> : IDisposable
    where TContext : DbContext
{
    private readonly Func<CancellationToken, ValueTask<ContextLease<TContext>>> _open;
    private readonly SemaphoreSlim? _writeGate;
    private readonly SemaphoreSlim _singleWriter = new(1, 1);
    private readonly ConcurrentBag<IDisposable> _kept = [];
    private int _abandoned;

    /// <summary>Uses the contexts of a factory.</summary>
    /// <param name="contexts">Makes a context for each call, such as a <c>PooledDbContextFactory</c>.</param>
    /// <param name="writeGate">
    /// Lets one writer in at a time; give all databases over one file the same. The caller owns it. <see langword="null"/> for a gate of its
    /// own on SQLite and none elsewhere.
    /// </param>
    public AuthDatabase(IDbContextFactory<TContext> contexts, SemaphoreSlim? writeGate = null)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        _writeGate = writeGate;
        _open = async cancellationToken =>
        {
            var context = await contexts.CreateDbContextAsync(cancellationToken);
            return new ContextLease<TContext>(context, context);
        };
    }

    /// <summary>Uses the scoped context of a host that registered no factory.</summary>
    internal AuthDatabase(IServiceScopeFactory scopes) =>
        _open = _ =>
        {
            var scope = scopes.CreateAsyncScope();
            return ValueTask.FromResult(
                new ContextLease<TContext>(scope.ServiceProvider.GetRequiredService<TContext>(), scope)
            );
        };

    /// <summary>Whether the caller has given a gate: the database has a single writer.</summary>
    internal bool HasWriteGate => _writeGate is not null;

    /// <summary>
    /// Whether connections may be kept open between calls. Only where they are this library's own: a host's context may do on opening or
    /// closing whatever the host likes.
    /// </summary>
    internal bool KeepsConnections { get; init; }

    /// <summary>How the database takes tokens; <see langword="null"/> for a statement made from the model.</summary>
    internal ITokenInsert? TokenInsert { get; init; }

    /// <summary>Frees the gate and the connections that were kept. Contexts and their factory belong to whoever made them.</summary>
    public void Dispose()
    {
        foreach (var part in _kept)
        {
            part.Dispose();
        }

        _singleWriter.Dispose();
    }

    /// <summary>Ends something together with the database.</summary>
    internal T Keep<T>(T part)
        where T : IDisposable
    {
        _kept.Add(part);
        return part;
    }

    /// <summary>Waits for the turn to write.</summary>
    internal ValueTask<WriteTurn> TakeTurnAsync(TContext context, CancellationToken cancellationToken) =>
        WriteTurn.TakeAsync(GateOf(context), cancellationToken);

    /// <summary>Opens a context for one call.</summary>
    internal ValueTask<ContextLease<TContext>> OpenAsync(CancellationToken cancellationToken) =>
        _open(cancellationToken);

    /// <summary>Lets no transaction that is on its way be committed any more.</summary>
    internal void Abandon() => Interlocked.Increment(ref _abandoned);

    /// <summary>Runs a query.</summary>
    internal async ValueTask<T> ReadAsync<T>(Func<TContext, Task<T>> query, CancellationToken cancellationToken)
    {
        await using var lease = await _open(cancellationToken);
        return await query(lease.Context);
    }

    /// <summary>Runs one statement that changes something.</summary>
    internal async ValueTask<T> WriteAsync<T>(Func<TContext, Task<T>> change, CancellationToken cancellationToken)
    {
        await using var lease = await _open(cancellationToken);
        using var turn = await WriteTurn.TakeAsync(GateOf(lease.Context), cancellationToken);
        return await change(lease.Context);
    }

    /// <summary>Runs several statements in one transaction, again from the start where the host's provider retries transient failures.</summary>
    internal async ValueTask<T> TransactAsync<T>(Func<TContext, Task<T>> change, CancellationToken cancellationToken)
    {
        var begun = Volatile.Read(ref _abandoned);
        await using var lease = await _open(cancellationToken);
        var context = lease.Context;
        using var turn = await WriteTurn.TakeAsync(GateOf(context), cancellationToken);
        return await context
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(
                async token =>
                {
                    context.ChangeTracker.Clear();
                    await using var transaction = await context.Database.BeginTransactionAsync(token);
                    var result = await change(context);
                    if (begun != Volatile.Read(ref _abandoned))
                    {
                        throw new TimeoutException("The database answered too late; nothing was changed.");
                    }

                    await transaction.CommitAsync(token);
                    return result;
                },
                cancellationToken
            );
    }

    private SemaphoreSlim? GateOf(TContext context) =>
        _writeGate ?? (context.Database.ProviderName is "Microsoft.EntityFrameworkCore.Sqlite" ? _singleWriter : null);
}
