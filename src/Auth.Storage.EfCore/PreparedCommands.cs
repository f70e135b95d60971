using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Commands that stay prepared on connections that stay open: what the hottest calls would otherwise do anew each time.</summary>
/// <remarks>
/// A connection whose command failed is thrown away together with the idle ones, which may be broken alike. Where the connections are the
/// host's own (<see cref="AuthDatabase{TContext}.KeepsConnections"/>), none is kept.
/// </remarks>
internal sealed class PreparedCommands<TContext>(AuthDatabase<TContext> database, Action<TContext, DbCommand> prepare)
    : IDisposable
    where TContext : DbContext
{
    private const int MaxIdle = 8;

    private readonly ConcurrentStack<Prepared> _idle = new();
    private volatile bool _disposed;

    /// <summary>Runs one command; nobody else uses it meanwhile.</summary>
    public async ValueTask<T> RunAsync<T>(
        Func<TContext, DbCommand, ValueTask<T>> use,
        CancellationToken cancellationToken
    )
    {
        if (!_idle.TryPop(out var prepared))
        {
            prepared = await OpenAsync(cancellationToken);
        }

        T result;
        try
        {
            result = await use(prepared.Lease.Context, prepared.Command);
        }
        catch (Exception e)
        {
            await prepared.DisposeAsync();
            if (e is DbException)
            {
                Clear();
            }

            throw;
        }

        if (database.KeepsConnections && _idle.Count < MaxIdle && !_disposed)
        {
            _idle.Push(prepared);
            if (_disposed)
            {
                Clear();
            }
        }
        else
        {
            await prepared.DisposeAsync();
        }

        return result;
    }

    public void Dispose()
    {
        _disposed = true;
        Clear();
    }

    private async ValueTask<Prepared> OpenAsync(CancellationToken cancellationToken)
    {
        var lease = await database.OpenAsync(cancellationToken);
        try
        {
            await lease.Context.Database.OpenConnectionAsync(cancellationToken);
            var command = lease.Context.Database.GetDbConnection().CreateCommand();
            prepare(lease.Context, command);
            return new Prepared(lease, command);
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    private void Clear()
    {
        while (_idle.TryPop(out var prepared))
        {
            prepared.Dispose();
        }
    }

    private sealed record Prepared(ContextLease<TContext> Lease, DbCommand Command) : IDisposable, IAsyncDisposable
    {
        public void Dispose()
        {
            Command.Dispose();
            // Its connection goes back with it. Only contexts of a factory are kept, so nothing else has to end.
            Lease.Context.Dispose();
        }

        public async ValueTask DisposeAsync()
        {
            await Command.DisposeAsync();
            await Lease.DisposeAsync();
        }
    }
}
