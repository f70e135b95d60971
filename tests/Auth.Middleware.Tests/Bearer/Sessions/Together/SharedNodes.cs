using Auth.Bearer.Sessions.Shared;
using Auth.Nodes;
using Auth.Pipeline;
using Auth.Storage;
using Auth.Storage.InMemory;
using Auth.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Auth.Bearer.Sessions.Together;

/// <summary>Two nodes over one database and one shared cache. What one changes, the other hears when the test says so.</summary>
internal sealed class SharedNodes : IAsyncDisposable
{
    private static readonly (string Key, string? Value)[] Settings =
    [
        ("Auth:ServerKey", Convert.ToBase64String(new byte[32])),
        ("Auth:RateLimiting:Tiers:standard:burst", "off"),
        ("Auth:RateLimiting:Tiers:standard:sustained", "off"),
    ];

    private readonly InMemoryDatabase _database = new();

    private SharedNodes() { }

    public SharedNode First { get; private set; } = null!;

    public SharedNode Second { get; private set; } = null!;

    /// <param name="use">Registers the cache.</param>
    /// <param name="settings">Further settings of both nodes.</param>
    public static async Task<SharedNodes> StartAsync(
        Action<ClientCredentialsAuthBuilder> use,
        params (string Key, string? Value)[] settings
    )
    {
        var nodes = new SharedNodes();
        nodes.First = await nodes.StartNodeAsync(use, settings);
        nodes.Second = await nodes.StartNodeAsync(use, settings);
        return nodes;
    }

    public static Task<SharedNodes> StartAsync(ModelTokenCache cache, bool isOn = true) =>
        StartAsync(
            auth => auth.UseStore<ISharedTokenCache>(_ => cache),
            ("Auth:Bearer:SharedCache", isOn ? "true" : "false")
        );

    /// <summary>Starts another node.</summary>
    public async Task<SharedNode> StartNodeAsync(
        Action<ClientCredentialsAuthBuilder> use,
        params (string Key, string? Value)[] settings
    )
    {
        WatchedTokenStore? tokens = null;
        var host = await PipelineHost.StartAsync(
            new PipelineSetup
            {
                Settings = Settings.Concat(settings).ToDictionary(),
                Services = services => services.AddSingleton(_database),
                Auth = auth =>
                {
                    use(auth);
                    auth.Services.RemoveAll<IChangeChannel>();
                    auth.Services.RemoveAll<ISharedCounterStore>();
                    auth.UseStore<ITokenStore>(_ => tokens = new WatchedTokenStore(new InMemoryTokenStore(_database)));
                },
                Map = app => app.MapGet("/", (HttpContext c) => c.GetCallingClient()!.Tier).RequireScope(),
            }
        );
        host.Services.GetRequiredService<ITokenStore>();
        var node = new SharedNode(host, tokens!);
        node.Freshness.ChangesArrive = true;
        // A node that begins believes nothing that was there before its first look-up.
        (await node.StatusAsync((await host.RegisterAsync()).Token)).ShouldBe(200);
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
    }
}

/// <summary>A node.</summary>
internal sealed class SharedNode(PipelineHost host, WatchedTokenStore tokens) : IAsyncDisposable
{
    private readonly HeardMetrics _heard = new(host);

    public PipelineHost Host => host;

    public WatchedTokenStore Tokens => tokens;

    public SessionFreshness Freshness { get; } = host.Services.GetRequiredService<SessionFreshness>();

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>How look-ups in the shared cache ended, in their order.</summary>
    public IEnumerable<string> Outcomes =>
        _heard.Of("auth.bearer.shared_cache.lookups").Select(told => told.Tags["result=".Length..]);

    /// <summary>The status of a request with a token.</summary>
    public Task<int> StatusAsync(string token) => host.StatusAsync("/", token);

    /// <summary>Hears that another node changed a client, or with <c>*</c> that it changed any.</summary>
    public void Hear(string clientId) => Get<ChangeFeed>().Receive($"c another {clientId}");

    public async ValueTask DisposeAsync()
    {
        _heard.Dispose();
        await host.DisposeAsync();
    }
}
