using System.Diagnostics.Metrics;

namespace Auth.Storage.PostgreSql;

/// <summary>Counts the commands that the driver sends to one database, by its own meter: those of Entity Framework and those beside it.</summary>
internal sealed class CommandCounter : IDisposable
{
    private readonly MeterListener _listener = new();
    private int _commands;

    /// <param name="database">The name of the database.</param>
    public CommandCounter(string database)
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "Npgsql", Name: "db.client.operation.duration" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>(
            (_, _, tags, _) =>
            {
                foreach (var tag in tags)
                {
                    if (tag.Value is string text && text.Contains(database, StringComparison.Ordinal))
                    {
                        Interlocked.Increment(ref _commands);
                        return;
                    }
                }
            }
        );
        _listener.Start();
    }

    /// <summary>The commands that something sends.</summary>
    public async Task<int> CountAsync(Func<Task> act)
    {
        Volatile.Write(ref _commands, 0);
        await act();
        return Volatile.Read(ref _commands);
    }

    public void Dispose() => _listener.Dispose();
}
