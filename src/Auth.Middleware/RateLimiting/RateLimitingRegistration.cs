using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        services.TryAddSingleton<ClientMeters>();
        services.TryAddSingleton(s => new AnonymousMeters(
            s.GetRequiredService<IOptionsMonitor<RateLimitingOptions>>().CurrentValue.AnonymousPartitions
        ));
        services.TryAddSingleton<RateLimitEngine>();
        return services;
    }
}
