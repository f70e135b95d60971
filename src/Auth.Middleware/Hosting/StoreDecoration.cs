using Auth.Storage;
using Auth.Storage.Observed;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Hosting;

/// <summary>Wraps whatever store the host registered, so that no write path can forget to tell the session cache, and counters are timed.</summary>
internal static class StoreDecoration
{
    /// <summary>Wraps all stores.</summary>
    public static void ApplyAll(IServiceCollection services)
    {
        Apply(services, typeof(IClientStore));
        Apply(services, typeof(ITokenStore));
        Apply(services, typeof(ITierRequestStore));
        Apply(services, typeof(IRateLimitStore));
    }

    /// <summary>Wraps one store; contracts without a wrapper are left as they are.</summary>
    public static void Apply(IServiceCollection services, Type contract)
    {
        if (contract == typeof(IClientStore))
        {
            services.Decorate<IClientStore, ObservedClientStore>();
        }
        else if (contract == typeof(ITokenStore))
        {
            services.Decorate<ITokenStore, ObservedTokenStore>();
        }
        else if (contract == typeof(ITierRequestStore))
        {
            services.Decorate<ITierRequestStore, ObservedTierRequestStore>();
        }
        else if (contract == typeof(IRateLimitStore))
        {
            services.Decorate<IRateLimitStore, MeasuredRateLimitStore>();
        }
    }
}
