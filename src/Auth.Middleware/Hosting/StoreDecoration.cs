using Auth.Storage;
using Auth.Storage.Guarded;
using Auth.Storage.Observed;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Hosting;

/// <summary>Wraps whatever store the host registered: no write path can forget to tell the session cache, counters are timed, and nobody waits for a silent store.</summary>
internal static class StoreDecoration
{
    // The guard is outermost: a call that nobody waits for any more still tells the session cache when it ends.
    private static readonly Dictionary<Type, Action<IServiceCollection>> Wrappers = new()
    {
        [typeof(IClientStore)] = services =>
            services.Decorate<IClientStore, ObservedClientStore>().Decorate<IClientStore, GuardedClientStore>(),
        [typeof(ITokenStore)] = services =>
            services.Decorate<ITokenStore, ObservedTokenStore>().Decorate<ITokenStore, GuardedTokenStore>(),
        [typeof(ITierRequestStore)] = services =>
            services
                .Decorate<ITierRequestStore, ObservedTierRequestStore>()
                .Decorate<ITierRequestStore, GuardedTierRequestStore>(),
        [typeof(IRoleStore)] = services =>
            services.Decorate<IRoleStore, ObservedRoleStore>().Decorate<IRoleStore, GuardedRoleStore>(),
        [typeof(IAccessKeyStore)] = services =>
            services
                .Decorate<IAccessKeyStore, ObservedAccessKeyStore>()
                .Decorate<IAccessKeyStore, GuardedAccessKeyStore>(),
        [typeof(IGrantStore)] = services => services.Decorate<IGrantStore, GuardedGrantStore>(),
        [typeof(IOutboxStore)] = services => services.Decorate<IOutboxStore, GuardedOutboxStore>(),
        [typeof(IAuditStore)] = services => services.Decorate<IAuditStore, GuardedAuditStore>(),
        [typeof(IUsageStore)] = services => services.Decorate<IUsageStore, GuardedUsageStore>(),
        [typeof(IRateLimitStore)] = services => services.Decorate<IRateLimitStore, MeasuredRateLimitStore>(),
    };

    /// <summary>Wraps all stores.</summary>
    public static void ApplyAll(IServiceCollection services)
    {
        foreach (var wrap in Wrappers.Values)
        {
            wrap(services);
        }
    }

    /// <summary>Wraps one store; contracts without a wrapper are left as they are.</summary>
    public static void Apply(IServiceCollection services, Type contract)
    {
        if (Wrappers.TryGetValue(contract, out var wrap))
        {
            wrap(services);
        }
    }
}
