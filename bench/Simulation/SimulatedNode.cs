using System.Collections.Immutable;
using Auth.RateLimiting;
using Auth.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Auth.Bench.Simulation;

/// <summary>The limiter of one node, as a host has it, on a virtual clock.</summary>
internal sealed class SimulatedNode : IDisposable
{
    private readonly IHost _host;
    private readonly RateLimitEngine _engine;
    private readonly SharedLimiter _limiter;
    private readonly SharedPartitions _partitions;
    private readonly RateLimitClock _clock;
    private readonly Dictionary<string, ClientWindows> _windows = new(StringComparer.Ordinal);

    public SimulatedNode(VirtualTime time, ISharedCounterStore? counters, bool isExact)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Auth:ServerKey"] = Convert.ToBase64String(new byte[32]),
                ["Auth:RateLimiting:Coordination"] = isExact ? "Exact" : "Leased",
                ["Auth:RateLimiting:Tiers:partner:burst"] = "60000/min",
            }
        );
        builder.Services.AddSingleton<TimeProvider>(time);
        if (counters is not null)
        {
            builder.Services.AddSingleton(counters);
        }

        builder.Services.AddClientCredentialsAuth();
        // Nothing is stored, so there is no store to check.
        builder.Services.RemoveAll<IValidateOptions<ClientCredentialsAuthOptions>>();
        _host = builder.Build();
        _engine = _host.Services.GetRequiredService<RateLimitEngine>();
        _limiter = _host.Services.GetRequiredService<SharedLimiter>();
        _partitions = _host.Services.GetRequiredService<SharedPartitions>();
        _clock = _host.Services.GetRequiredService<RateLimitClock>();
    }

    /// <summary>Decides about a request of a client.</summary>
    /// <returns>Whether it is admitted, and whether the answer needed the shared counters.</returns>
    public ValueTask<bool> DecideAsync(string client, string tier)
    {
        var windows = WindowsOf(tier);
        var meter = _engine.Client(client);
        if (!_limiter.IsActive)
        {
            _engine.AcquireClient(meter, windows, policy: null, cost: 1, _clock.NowMs, out var decided);
            return new(decided.IsAdmitted);
        }

        var request = new SharedRequest(meter, windows, Address: null, Caller: null, Policy: null, Cost: 1);
        return _limiter.TryDecide(in request, _clock.NowMs, out var decision)
            ? new(decision.IsAdmitted)
            : AskAsync(request);
    }

    /// <summary>What the host does every half second: units that were not spent go back.</summary>
    public Task GiveBackAsync() => _partitions.GiveBackAsync(_clock.NowMs, all: false);

    public void Dispose() => _host.Dispose();

    private async ValueTask<bool> AskAsync(SharedRequest request) =>
        await _limiter.DecideAsync(request) is { IsAdmitted: true };

    private ClientWindows WindowsOf(string tier)
    {
        if (!_windows.TryGetValue(tier, out var windows))
        {
            _windows[tier] = windows = new ClientWindows(tier, ImmutableDictionary<string, string>.Empty);
        }

        return windows;
    }
}
