using Auth.Storage;
using Auth.Storage.EfCore;
using Auth.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps what Auth stores in a SQLite file.</summary>
public static class SqliteAuthStorageBuilderExtensions
{
    /// <summary>Uses a SQLite database file: the embedded default, for one node.</summary>
    /// <remarks>
    /// The file, its directory and its tables are made at start-up; several processes may start on one file at once. The database uses a
    /// write-ahead log with <c>synchronous=FULL</c>: what a caller was told is on the disk. Statements and failures are logged at
    /// <c>Debug</c>, never with their values.
    /// </remarks>
    /// <typeparam name="TBuilder">The builder's own type, so that calls chain.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">A connection string that names a file, such as <c>Data Source=auth.db</c>.</param>
    /// <param name="configure">Changes the context's options at last, such as by adding interceptors.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The connection string is malformed or names no file.</exception>
    /// <example><code>builder.UseSqlite("Data Source=auth.db");</code></example>
    public static TBuilder UseSqlite<TBuilder>(
        this TBuilder builder,
        string connectionString,
        Action<DbContextOptionsBuilder>? configure = null
    )
        where TBuilder : IAuthStorageBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var file = SqliteFile.From(connectionString);
        builder
            .UseEntityFrameworkStores(services => new AuthDatabase<AuthDbContext>(Database(services), file.WriteGate)
            {
                KeepsConnections = true,
            })
            .UseStore(services => new SqliteDatabase(file, services.GetService<ILoggerFactory>(), configure))
            .UseStore<IStoreLifecycle>(services => new SqliteLifecycle(Database(services)));
        return builder;

        static SqliteDatabase Database(IServiceProvider services) => services.GetRequiredService<SqliteDatabase>();
    }
}
