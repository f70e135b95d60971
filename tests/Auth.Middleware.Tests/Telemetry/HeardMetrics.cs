using System.Diagnostics.Metrics;
using Auth.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Telemetry;

/// <summary>Listens to the meter of one host.</summary>
internal sealed class HeardMetrics : IDisposable
{
    private readonly List<(string Name, double Value, string Tags)> _told = [];
    private readonly MeterListener _listener = new();

    public HeardMetrics(PipelineHost host)
    {
        var factory = host.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            var isOurs = instrument.Meter.Name == ClientCredentialsAuthDefaults.TelemetryName;
            if (isOurs && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Tell(i, value, tags));
        _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Tell(i, value, tags));
        _listener.Start();
    }

    public IEnumerable<string> All => Told.Select(told => $"{told}");

    public IEnumerable<(double Value, string Tags)> Of(string name) =>
        Told.Where(told => told.Name == name).Select(told => (told.Value, told.Tags));

    public void Dispose() => _listener.Dispose();

    private IReadOnlyList<(string Name, double Value, string Tags)> Told
    {
        get
        {
            lock (_told)
            {
                return [.. _told];
            }
        }
    }

    private void Tell(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Order());
        lock (_told)
        {
            _told.Add((instrument.Name, value, text));
        }
    }
}
