using Auth.Storage;
using Auth.Storage.EfCore;
using Microsoft.EntityFrameworkCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps what Auth stores in a relational database.</summary>
public static class EntityFrameworkAuthStorageBuilderExtensions
{
    /// <summary>Uses the stores over a context that the host has registered, and whose model has <see cref="AuthModelBuilderExtensions.ApplyAuthModel"/>.</summary>
    /// <remarks>
    /// Contexts come from <see cref="IDbContextFactory{TContext}"/> when the host registered one (<c>AddDbContextFactory</c>,
    /// <c>AddPooledDbContextFactory</c>), else from a scope for each call (<c>AddDbContext</c>). The host makes the schema with its own
    /// migrations; foreign keys must be enforced, as they are by default on every provider.
    /// </remarks>
    /// <typeparam name="TContext">The host's context.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The same builder.</returns>
    /// <example><code>builder.UseEntityFrameworkStores&lt;ShopContext&gt;();</code></example>
    public static IAuthStorageBuilder UseEntityFrameworkStores<TContext>(this IAuthStorageBuilder builder)
        where TContext : DbContext =>
        builder.UseEntityFrameworkStores(services =>
            services.GetService<IDbContextFactory<TContext>>() is { } contexts
                ? new AuthDatabase<TContext>(contexts)
                : new AuthDatabase<TContext>(services.GetRequiredService<IServiceScopeFactory>())
        );

    /// <summary>Uses the stores over a database that a provider package describes.</summary>
    /// <typeparam name="TContext">A context whose model has the tables of Auth.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="database">Makes the one database that all stores share.</param>
    /// <returns>The same builder.</returns>
    public static IAuthStorageBuilder UseEntityFrameworkStores<TContext>(
        this IAuthStorageBuilder builder,
        Func<IServiceProvider, AuthDatabase<TContext>> database
    )
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(database);
        return builder
            .UseStore(database)
            .UseStore<IClientStore>(services => new EntityFrameworkClientStore<TContext>(Database(services)))
            .UseStore<ITokenStore>(services => new EntityFrameworkTokenStore<TContext>(Database(services)))
            .UseStore<IGrantStore>(services => new EntityFrameworkGrantStore<TContext>(Database(services)))
            .UseStore<IOutboxStore>(services => new EntityFrameworkOutboxStore<TContext>(Database(services)))
            .UseStore<ITierRequestStore>(services => new EntityFrameworkTierRequestStore<TContext>(Database(services)))
            .UseStore<IUsageStore>(services => new EntityFrameworkUsageStore<TContext>(Database(services)))
            .UseStore<IRoleStore>(services => new EntityFrameworkRoleStore<TContext>(Database(services)))
            .UseStore<IAccessKeyStore>(services => new EntityFrameworkAccessKeyStore<TContext>(Database(services)))
            .UseStore<IAuditStore>(services => new EntityFrameworkAuditStore<TContext>(Database(services)))
            .UseStore<IStoreLifecycle>(services => new EntityFrameworkLifecycle<TContext>(Database(services)));

        static AuthDatabase<TContext> Database(IServiceProvider services) =>
            services.GetRequiredService<AuthDatabase<TContext>>();
    }
}
