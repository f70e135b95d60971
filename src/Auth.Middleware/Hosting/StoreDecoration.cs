using Auth.AccessControl;
using Auth.Nodes;
using Auth.Storage;
using Auth.Storage.Guarded;
using Auth.Storage.Observed;
using Auth.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Hosting;

/// <summary>Wraps whatever store the host registered: no write path can forget to tell the session cache, counters are timed, and nobody waits for a silent store.</summary>
/// <remarks>By constructors, not by types: a type is activated by an expression that is compiled when the host starts, a few milliseconds each.</remarks>
internal static class StoreDecoration
{
    // The guard is outermost: a call that nobody waits for any more still tells the session cache when it ends.
    private static readonly Dictionary<Type, Action<IServiceCollection>> Wrappers = new()
    {
        [typeof(IClientStore)] = Wrap<IClientStore>(
            (store, host) => new GuardedClientStore(new ObservedClientStore(store, host.Clients), host.Guard)
        ),
        [typeof(ITokenStore)] = Wrap<ITokenStore>(
            (store, host) => new GuardedTokenStore(new ObservedTokenStore(store, host.Clients), host.Guard)
        ),
        [typeof(ITierRequestStore)] = Wrap<ITierRequestStore>(
            (store, host) => new GuardedTierRequestStore(new ObservedTierRequestStore(store, host.Clients), host.Guard)
        ),
        [typeof(IRoleStore)] = Wrap<IRoleStore>(
            (store, host) => new GuardedRoleStore(new ObservedRoleStore(store, host.Roles), host.Guard)
        ),
        [typeof(IAccessKeyStore)] = Wrap<IAccessKeyStore>(
            (store, host) => new GuardedAccessKeyStore(new ObservedAccessKeyStore(store, host.Clients), host.Guard)
        ),
        [typeof(IGrantStore)] = Wrap<IGrantStore>((store, host) => new GuardedGrantStore(store, host.Guard)),
        [typeof(IOutboxStore)] = Wrap<IOutboxStore>((store, host) => new GuardedOutboxStore(store, host.Guard)),
        [typeof(IAuditStore)] = Wrap<IAuditStore>((store, host) => new GuardedAuditStore(store, host.Guard)),
        [typeof(IUsageStore)] = Wrap<IUsageStore>((store, host) => new GuardedUsageStore(store, host.Guard)),
        [typeof(IRateLimitStore)] = Wrap<IRateLimitStore>(
            (store, host) => new MeasuredRateLimitStore(store, host.Metrics)
        ),
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

    private static Action<IServiceCollection> Wrap<TStore>(Func<TStore, Watchers, TStore> wrap)
        where TStore : class => services => services.Decorate<TStore>((store, host) => wrap(store, new Watchers(host)));

    /// <summary>Who is told of a store's calls.</summary>
    private readonly struct Watchers(IServiceProvider host)
    {
        public ClientChanges Clients => host.GetRequiredService<ClientChanges>();

        public RoleChanges Roles => host.GetRequiredService<RoleChanges>();

        public StoreGuard Guard => host.GetRequiredService<StoreGuard>();

        public AuthMetrics Metrics => host.GetRequiredService<AuthMetrics>();
    }
}
