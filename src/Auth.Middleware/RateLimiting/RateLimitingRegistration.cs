using Auth.Credentials;
using Auth.Storage;
using Auth.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.RateLimiting;

/// <summary>Registers the limiter and its options.</summary>
internal static class RateLimitingRegistration
{
    public static IServiceCollection AddRateLimitEngine(this IServiceCollection services)
    {
        services.AddOptions<RateLimitingOptions>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConfigureOptions<RateLimitingOptions>, RateLimitingConfiguration>()
        );
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<
                IOptionsChangeTokenSource<RateLimitingOptions>,
                ConfigurationChangeTokenSource<RateLimitingOptions>
            >(s => new(s.GetRequiredService<IConfiguration>()))
        );
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(s => new RateLimitClock(s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<RateLimitPlanSource>();
        // Mistakes are reported at the start together with those of the other options.
        services
            .AddOptions<PlanCheck>()
            .Configure<IServiceProvider>(static (_, s) => s.GetRequiredService<RateLimitPlanSource>())
            .ValidateOnStart();
        services.TryAddSingleton<ClientMeters>();
        services.TryAddSingleton(s => new AnonymousMeters(
            s.GetRequiredService<IOptionsMonitor<RateLimitingOptions>>().CurrentValue.AnonymousPartitions
        ));
        services.TryAddSingleton<RateLimitEngine>();
        services.TryAddSingleton(s => new SharedCounters(
            s.GetService<ISharedCounterStore>(),
            s.GetRequiredService<ServerKeyring>,
            s.GetRequiredService<RateLimitPlanSource>(),
            s.GetRequiredService<RateLimitClock>(),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<AuthMetrics>(),
            s.GetRequiredService<ILogger<SharedCounters>>()
        ));
        services.TryAddSingleton(s => new SharedPartitions(
            s.GetRequiredService<SharedCounters>(),
            s.GetRequiredService<IOptionsMonitor<RateLimitingOptions>>().CurrentValue.AnonymousPartitions
        ));
        services.TryAddSingleton<SharedLimiter>();
        return services;
    }

    /// <summary>Options without settings: reading them at the start compiles the limits.</summary>
    private sealed class PlanCheck;
}
