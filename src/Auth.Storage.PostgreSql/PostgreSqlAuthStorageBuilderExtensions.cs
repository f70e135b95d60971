using Auth.Storage;
using Auth.Storage.EfCore;
using Auth.Storage.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps what Auth stores in PostgreSQL.</summary>
public static class PostgreSqlAuthStorageBuilderExtensions
{
    /// <summary>Uses a PostgreSQL database, which any number of nodes may share.</summary>
    /// <remarks>
    /// The tables are made and brought up to date at start-up; several nodes may start at once. All tables begin with <c>Auth</c>, so the
    /// database may be the host's own. Unless the string says otherwise, connecting may take two seconds and each statement five. Statements and
    /// failures are logged at <c>Debug</c>, never with their values. Limits are counted for all nodes together, and every node hears of changed
    /// clients, through the same database; call <c>UseRedis</c> afterwards to have Redis do that. Set <c>Auth:ServerKey</c>: the nodes must share it.
    /// </remarks>
    /// <typeparam name="TBuilder">The builder's own type, so that calls chain.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">A connection string of Npgsql, such as <c>Host=db;Database=auth;Username=auth;Password=...</c>.</param>
    /// <param name="configure">Changes the context's options at last, such as by adding interceptors.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The connection string is malformed or names no server.</exception>
    /// <example><code>builder.UsePostgreSql("Host=db;Database=auth;Username=auth;Password=...");</code></example>
    public static TBuilder UsePostgreSql<TBuilder>(
        this TBuilder builder,
        string connectionString,
        Action<DbContextOptionsBuilder>? configure = null
    )
        where TBuilder : IAuthStorageBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var connection = PostgreSqlConnectionString.From(connectionString);
        builder
            .UseEntityFrameworkStores(services => new AuthDatabase<AuthDbContext>(Database(services))
            {
                KeepsConnections = true,
                TokenInsert = new TokenArrays(),
            })
            .UseStore(services => new PostgreSqlDatabase(connection, services.GetService<ILoggerFactory>(), configure))
            .UseStore<IStoreLifecycle>(services => new PostgreSqlLifecycle(
                Database(services),
                services.GetRequiredService<AuthDatabase<AuthDbContext>>()
            ))
            .UseStore<ISharedCounterStore>(services => new PostgreSqlCounterStore(Database(services)))
            .UseStore<IChangeChannel>(services => new PostgreSqlChangeChannel(Database(services)));
        return builder;

        static PostgreSqlDatabase Database(IServiceProvider services) =>
            services.GetRequiredService<PostgreSqlDatabase>();
    }
}
