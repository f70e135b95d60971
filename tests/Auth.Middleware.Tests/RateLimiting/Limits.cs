using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.RateLimiting;

/// <summary>Builds what the tests limit with.</summary>
internal static class Limits
{
    /// <summary>A time in 2026, on a whole day.</summary>
    public const long Start = 20_600L * 86_400_000;

    public static readonly ImmutableDictionary<string, string> NoOverrides = ImmutableDictionary<string, string>.Empty;

    public static WindowSet Set(params (string Name, string Rate)[] windows) =>
        new(windows.Select(w => new RateWindow(w.Name, RateLimit.Parse(w.Rate))));

    public static RateLimitPolicy Policy(string name = RateLimitingOptions.DefaultPolicy) =>
        new(name, isShadow: false, FrozenDictionary<string, WindowSet>.Empty);

    public static RateLimitDecision Decision(WindowSet set, string policy = RateLimitingOptions.DefaultPolicy)
    {
        RateLimitDecision.Begin(Policy(policy), set, LimitFields.All, out var decision);
        return decision;
    }

    public static RateLimitDecision AcquireClient(
        this RateLimitEngine engine,
        ClientMeter client,
        ClientWindows windows,
        string? policy,
        int cost,
        long now
    )
    {
        engine.AcquireClient(client, windows, policy, cost, now, out var decision);
        return decision;
    }

    public static RateLimitDecision AcquireAddress(
        this RateLimitEngine engine,
        IPAddress? address,
        string? policy,
        int cost,
        long now
    )
    {
        engine.AcquireAddress(address, policy, cost, now, out var decision);
        return decision;
    }

    public static RateLimitDecision Acquire(this ref RateLimitCounters counters, WindowSet set, long now, int cost = 1)
    {
        var decision = Decision(set);
        counters.Acquire(set, cost, now, ref decision);
        return decision;
    }

    public static RateLimitDecision Peek(this ref RateLimitCounters counters, WindowSet set, long now)
    {
        var decision = Decision(set);
        counters.Peek(set, now, ref decision);
        return decision;
    }

    public static IConfigurationRoot Configuration(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(s => KeyValuePair.Create($"{RateLimitingOptions.Section}:{s.Key}", s.Value))
            )
            .Build();

    public static ServiceProvider Host(IConfiguration configuration) =>
        new ServiceCollection().AddLogging().AddSingleton(configuration).AddRateLimitEngine().BuildServiceProvider();

    public static RateLimitEngine Engine(params (string Key, string? Value)[] settings) =>
        Host(Configuration(settings)).GetRequiredService<RateLimitEngine>();

    public static ClientWindows Tier(string tier) => new(tier, NoOverrides);
}
