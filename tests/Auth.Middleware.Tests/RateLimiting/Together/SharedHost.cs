using Auth.Pipeline;
using Auth.Storage;
using Microsoft.AspNetCore.Builder;

namespace Auth.RateLimiting.Together;

/// <summary>A node whose counters are shared, with one endpoint at <c>/</c>.</summary>
internal static class SharedHost
{
    public static Task<PipelineHost> StartAsync(
        ModelCounterStore counters,
        params (string Key, string? Value)[] settings
    ) => PipelineHost.StartAsync(Setup(counters, settings));

    public static PipelineSetup Setup(ModelCounterStore counters, params (string Key, string? Value)[] settings) =>
        new()
        {
            Settings = new Dictionary<string, string?>(
                settings.Select(s => KeyValuePair.Create($"Auth:RateLimiting:{s.Key}", s.Value))
            )
            {
                ["Auth:ServerKey"] = Convert.ToBase64String(new byte[32]),
            },
            Auth = auth =>
                auth.UseStore<ISharedCounterStore>(_ => counters).UseStore<IStoreLifecycle>(_ => new SharedStore()),
            Map = app => app.MapGet("/", () => "in").RequireScope().WithDisplayName("tested"),
        };

    /// <summary>Says that what the nodes keep is kept for all.</summary>
    private sealed class SharedStore : IStoreLifecycle
    {
        public string Name => "Model";

        public bool IsDurable => true;

        public string? DataDirectory => null;

        public ValueTask InitializeAsync(CancellationToken cancellationToken) => default;

        public ValueTask CheckAsync(CancellationToken cancellationToken) => default;
    }
}
