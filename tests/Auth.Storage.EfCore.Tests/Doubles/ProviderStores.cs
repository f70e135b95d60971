using Auth.Storage.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Storage.Doubles;

/// <summary>The stores that a container holds.</summary>
internal static class ProviderStores
{
    public static async Task<StoreSet> OpenAsync(ServiceProvider services, IDisposable? owned = null)
    {
        var stores = new StoreSet
        {
            Clients = services.GetRequiredService<IClientStore>(),
            Tokens = services.GetRequiredService<ITokenStore>(),
            Grants = services.GetRequiredService<IGrantStore>(),
            Outbox = services.GetRequiredService<IOutboxStore>(),
            TierRequests = services.GetRequiredService<ITierRequestStore>(),
            Usage = services.GetRequiredService<IUsageStore>(),
            Roles = services.GetRequiredService<IRoleStore>(),
            AccessKeys = services.GetRequiredService<IAccessKeyStore>(),
            Audit = services.GetRequiredService<IAuditStore>(),
            Lifecycle = services.GetRequiredService<IStoreLifecycle>(),
            Cleanup = async () =>
            {
                await services.DisposeAsync();
                owned?.Dispose();
            },
        };
        await stores.Lifecycle.InitializeAsync(CancellationToken.None);
        return stores;
    }
}
