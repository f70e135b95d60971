using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Auth.Bench.Pipeline;

/// <summary>A server without sockets: hands requests to the host's pipeline as Kestrel does, reusing the objects of a connection.</summary>
internal sealed class InProcessServer : IServer
{
    public IFeatureCollection Features { get; } = new FeatureCollection();

    /// <summary>Opens a connection.</summary>
    public Func<Exchange> Connect { get; private set; } = null!;

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        Connect = () => new Exchange<TContext>(application);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() { }
}
