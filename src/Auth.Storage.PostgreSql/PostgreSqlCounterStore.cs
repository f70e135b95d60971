using Npgsql;
using NpgsqlTypes;

namespace Auth.Storage.PostgreSql;

/// <summary>Counts in an unlogged table: one call of a function that locks the partition's row.</summary>
/// <remarks>A node asks a few questions at a time: more would wait for each other's rows, on connections that others need.</remarks>
internal sealed class PostgreSqlCounterStore(PostgreSqlDatabase database) : ISharedCounterStore, IDisposable
{
    private readonly SemaphoreSlim _turns = new(16, 16);

    public string Name => "PostgreSQL";

    public void Dispose() => _turns.Dispose();

    public async ValueTask<CounterGrant> TakeAsync(CounterDemand demand, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return await TakeAsync(demand);
        }
        finally
        {
            _turns.Release();
        }
    }

    // Once sent it is not cancelled: that would cost a connection, and the units may be taken all the same.
    private async Task<CounterGrant> TakeAsync(CounterDemand demand)
    {
        await using var command = database.Connections.CreateCommand(
            "SELECT \"AuthTakeUnits\"($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        );
        var windows = demand.Windows;
        Add(command, demand.Partition);
        Add(command, (long)demand.Least);
        Add(command, (long)demand.Most);
        Add(command, (long)demand.Returned.Units);
        Add(command, demand.Returned.Mark);
        Add(command, windows.Select(window => window.Id).ToArray());
        Add(command, windows.Select(window => (long)window.Limit).ToArray());
        Add(command, windows.Select(window => window.StepMilliseconds).ToArray());
        Add(command, windows.Select(window => (long)window.Kept).ToArray());
        var answer = (long[])(await command.ExecuteScalarAsync(CancellationToken.None))!;
        return CounterGrant.FromNumbers(answer, windows.Count);
    }

    public async ValueTask ResetAsync(string partition, CancellationToken cancellationToken)
    {
        await using var command = database.Connections.CreateCommand(
            "DELETE FROM \"AuthCounters\" WHERE \"Partition\" = $1"
        );
        Add(command, partition);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask<int> SignOnAsync(string node, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        await using var command = database.Connections.CreateCommand("SELECT \"AuthSignOn\"($1, $2)");
        Add(command, node);
        command.Parameters.Add(new NpgsqlParameter { Value = lifetime, NpgsqlDbType = NpgsqlDbType.Interval });
        return (int)(long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static void Add<T>(NpgsqlCommand command, T value) =>
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
}
