using System.Security.Cryptography;
using Auth.Bench.Hosts;
using Microsoft.AspNetCore.Hosting.Server;

namespace Auth.Bench.Pipeline;

/// <summary>A host of each kind in this process, without sockets.</summary>
internal sealed class InProcessHosts : IAsyncDisposable
{
    private readonly Dictionary<HostKind, InProcessHost> _hosts = [];

    /// <summary>The host of a kind.</summary>
    public InProcessHost this[HostKind kind] => _hosts[kind];

    /// <summary>Starts one of each.</summary>
    public static async Task<InProcessHosts> StartAsync()
    {
        var hosts = new InProcessHosts();
        foreach (var kind in Enum.GetValues<HostKind>())
        {
            hosts._hosts[kind] = await InProcessHost.StartAsync(new HostSpec(kind));
        }

        return hosts;
    }

    /// <summary>The header of a new client.</summary>
    public async Task<string> HeaderAsync(HostKind kind, string tier = "standard") =>
        $"Bearer {await Contestants.TokenAsync(_hosts[kind].Services, tier)}";

    /// <summary>Requests that are all alike, on one connection.</summary>
    public Func<int, Task> Send(HostKind kind, string? authorization, int status = 200)
    {
        var exchange = _hosts[kind].Connect();
        return async calls =>
        {
            for (var i = 0; i < calls; i++)
            {
                Expect(status, await exchange.SendAsync(authorization));
            }
        };
    }

    /// <summary>Requests of many clients in random order, on one connection.</summary>
    public async Task<Func<int, Task>> SendManyAsync(HostKind kind, int clients)
    {
        var headers = new string[clients];
        for (var i = 0; i < clients; i++)
        {
            headers[i] = await HeaderAsync(kind, "crowd");
        }

        RandomNumberGenerator.Shuffle<string>(headers);
        var exchange = _hosts[kind].Connect();
        var next = 0;
        return async calls =>
        {
            for (var i = 0; i < calls; i++)
            {
                Expect(200, await exchange.SendAsync(headers[next++ % clients]));
            }
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts.Values)
        {
            await host.DisposeAsync();
        }
    }

    private static void Expect(int expected, int status)
    {
        if (status != expected)
        {
            throw new InvalidOperationException($"Expected {expected}, got {status}.");
        }
    }
}

/// <summary>A host in this process, without sockets.</summary>
internal sealed class InProcessHost(WebApplication app, InProcessServer server) : IAsyncDisposable
{
    public IServiceProvider Services => app.Services;

    public static async Task<InProcessHost> StartAsync(HostSpec spec)
    {
        var server = new InProcessServer();
        var app = Contestants.Build(spec, builder => builder.Services.AddSingleton<IServer>(server));
        await app.StartAsync();
        return new InProcessHost(app, server);
    }

    /// <summary>Opens a connection.</summary>
    public Exchange Connect() => server.Connect();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
