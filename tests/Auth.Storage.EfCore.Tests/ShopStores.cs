using Auth.Storage.Contracts;
using Auth.Storage.Doubles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Storage.EfCore;

/// <summary>Stores in a host's own context, on a new SQLite file.</summary>
internal static class ShopStores
{
    /// <summary>A host that called <c>AddDbContext</c>: a scope for each call.</summary>
    public static ValueTask<StoreSet> ScopedAsync() =>
        CreateAsync((services, connection) => services.AddDbContext<ShopContext>(o => o.UseSqlite(connection)));

    /// <summary>A host that called <c>AddPooledDbContextFactory</c>.</summary>
    public static ValueTask<StoreSet> PooledAsync() =>
        CreateAsync(
            (services, connection) => services.AddPooledDbContextFactory<ShopContext>(o => o.UseSqlite(connection))
        );

    private static async ValueTask<StoreSet> CreateAsync(Action<IServiceCollection, string> addContext)
    {
        var directory = new TemporaryDirectory();
        var services = new ServiceCollection();
        addContext(services, $"Data Source={directory.File("shop.db")};Pooling=False");
        new ServiceCollectionStorageBuilder(services).UseEntityFrameworkStores<ShopContext>();
        var provider = services.BuildServiceProvider(validateScopes: true);
        await using (var scope = provider.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ShopContext>().Database.EnsureCreatedAsync();
        }

        return await ProviderStores.OpenAsync(provider, directory);
    }
}
