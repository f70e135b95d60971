using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Auth.Auditing;

/// <summary>Hands facts to the sinks behind the requests, through a bounded buffer: a slow sink costs facts (counted), never latency.</summary>
internal sealed class AuthEventLog(IEnumerable<IAuthEventSink> sinks, ILogger<AuthEventLog> logger) : BackgroundService
{
    private const int Capacity = 10_000;

    private readonly IAuthEventSink[] _sinks = [.. sinks];
    private readonly Channel<AuthEvent> _facts = Channel.CreateBounded<AuthEvent>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true }
    );

    private long _dropped;

    /// <summary>Writes a fact; returns at once.</summary>
    public void Write(AuthEvent fact)
    {
        if (_sinks.Length == 0)
        {
            return;
        }

        if (OperatorScope.Current is { } name)
        {
            fact = fact with { Operator = name };
        }

        if (!_facts.Writer.TryWrite(fact) && Interlocked.Increment(ref _dropped) == 1)
        {
            Log.EventsDropped(logger, Capacity);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _facts.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        if (ExecuteTask is not { IsCompleted: false })
        {
            // A worker that was stopped before it began has left everything.
            await DrainAsync();
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        _sinks.Length == 0 ? Task.CompletedTask : DrainAsync();

    private async Task DrainAsync()
    {
        await foreach (var fact in _facts.Reader.ReadAllAsync(CancellationToken.None))
        {
            foreach (var sink in _sinks)
            {
                await WriteAsync(sink, fact);
            }
        }
    }

    private async ValueTask WriteAsync(IAuthEventSink sink, AuthEvent fact)
    {
        try
        {
            await sink.WriteAsync(fact, CancellationToken.None);
        }
        catch (Exception e)
        {
            // One broken sink must not silence the others.
            Log.SinkFailed(logger, e, sink.GetType().Name);
        }
    }
}
