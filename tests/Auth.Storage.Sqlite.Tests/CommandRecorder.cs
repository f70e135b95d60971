using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Auth.Storage.Sqlite;

/// <summary>Notes every command, and how many changed something at one time.</summary>
internal sealed class CommandRecorder : DbCommandInterceptor
{
    private int _writers;
    private int _mostWriters;

    public ConcurrentQueue<RecordedCommand> Commands { get; } = new();

    public int MostWritersAtOnce => Volatile.Read(ref _mostWriters);

    public IReadOnlyList<string> Texts => [.. Commands.Select(command => command.Text)];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Note(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Note(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    )
    {
        Leave(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        Leave(command);
        return ValueTask.FromResult(result);
    }

    private void Note(DbCommand command)
    {
        var values = command.Parameters.Cast<DbParameter>().Select(one => (one.ParameterName, one.Value)).ToArray();
        Commands.Enqueue(new RecordedCommand(command.CommandText, values));
        if (IsWrite(command))
        {
            var now = Interlocked.Increment(ref _writers);
            InterlockedMax(ref _mostWriters, now);
        }
    }

    private void Leave(DbCommand command)
    {
        if (IsWrite(command))
        {
            Interlocked.Decrement(ref _writers);
        }
    }

    private static bool IsWrite(DbCommand command) =>
        !command.CommandText.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase);

    private static void InterlockedMax(ref int target, int value)
    {
        int known;
        while ((known = Volatile.Read(ref target)) < value)
        {
            Interlocked.CompareExchange(ref target, value, known);
        }
    }
}

internal sealed record RecordedCommand(string Text, IReadOnlyList<(string Name, object? Value)> Parameters);
