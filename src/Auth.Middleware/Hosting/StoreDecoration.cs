using Auth.AccessControl;
using Auth.Nodes;
using Auth.Storage;
using Auth.Storage.Guarded;
using Auth.Storage.Observed;
using Auth.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Hosting;

/// <summary>Wraps whatever store the host registered: no write path can forget to tell the session cache, counters are timed, and nobody waits for a silent store.</summary>
/// <remarks>By constructors, not by types: a type is activated by an expression that is compiled whenever a host starts.</remarks>
internal static class StoreDecoration
{
    // The guard is outermost: a call that nobody waits for any more still tells the session cache when it ends.
    private static readonly Dictionary<Type, Action<IServiceCollection>> Wrappers = new()
    {
        [typeof(IClientStore)] = Wrap<IClientStore>(
            (store, parts) => new GuardedClientStore(new ObservedClientStore(store, parts.Clients), parts.Guard)
        ),
        [typeof(ITokenStore)] = Wrap<ITokenStore>(
            (store, parts) => new GuardedTokenStore(new ObservedTokenStore(store, parts.Clients), parts.Guard)
        ),
        [typeof(ITierRequestStore)] = Wrap<ITierRequestStore>(
            (store, parts) =>
                new GuardedTierRequestStore(new ObservedTierRequestStore(store, parts.Clients), parts.Guard)
        ),
        [typeof(IRoleStore)] = Wrap<IRoleStore>(
            (store, parts) => new GuardedRoleStore(new ObservedRoleStore(store, parts.Roles), parts.Guard)
        ),
        [typeof(IAccessKeyStore)] = Wrap<IAccessKeyStore>(
            (store, parts) => new GuardedAccessKeyStore(new ObservedAccessKeyStore(store, parts.Clients), parts.Guard)
        ),
        [typeof(IGrantStore)] = Wrap<IGrantStore>((store, parts) => new GuardedGrantStore(store, parts.Guard)),
        [typeof(IOutboxStore)] = Wrap<IOutboxStore>((store, parts) => new GuardedOutboxStore(store, parts.Guard)),
        [typeof(IAuditStore)] = Wrap<IAuditStore>((store, parts) => new GuardedAuditStore(store, parts.Guard)),
        [typeof(IUsageStore)] = Wrap<IUsageStore>((store, parts) => new GuardedUsageStore(store, parts.Guard)),
        [typeof(IRateLimitStore)] = Wrap<IRateLimitStore>(
            (store, parts) => new MeasuredRateLimitStore(store, parts.Metrics)
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

    private static Action<IServiceCollection> Wrap<TStore>(Func<TStore, Parts, TStore> wrap)
        where TStore : class => services => services.Decorate<TStore>((store, host) => wrap(store, new Parts(host)));

    /// <summary>What the wrappers need of the host.</summary>
    private readonly struct Parts(IServiceProvider host)
    {
        public ClientChanges Clients => host.GetRequiredService<ClientChanges>();

        public RoleChanges Roles => host.GetRequiredService<RoleChanges>();

        public StoreGuard Guard => host.GetRequiredService<StoreGuard>();

        public AuthMetrics Metrics => host.GetRequiredService<AuthMetrics>();
    }
}
