using Auth.Storage.EfCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Auth.Storage.PostgreSql;

/// <summary>One PostgreSQL database, its connections and the contexts over it.</summary>
internal sealed class PostgreSqlDatabase : IDbContextFactory<AuthDbContext>, IAsyncDisposable, IDisposable
{
    /// <summary>Not the table of the host's own migrations: the two may share a database.</summary>
    public const string HistoryTable = "__AuthMigrationsHistory";

    private readonly PooledDbContextFactory<AuthDbContext> _contexts;

    public PostgreSqlDatabase(
        string connectionString,
        ILoggerFactory? loggers,
        Action<DbContextOptionsBuilder>? configure
    )
    {
        Connections = NpgsqlDataSource.Create(connectionString);
        var options = new DbContextOptionsBuilder<AuthDbContext>()
            .UseNpgsql(
                Connections,
                npgsql =>
                    npgsql
                        .MigrationsAssembly(typeof(PostgreSqlDatabase).Assembly)
                        .MigrationsHistoryTable(HistoryTable)
                        .ExecutionStrategy(dependencies => new BriefRetries(dependencies))
            )
            .UseLoggerFactory(loggers)
            .AddInterceptors(new SkipLockedRows())
            .ConfigureWarnings(Quieten);
        configure?.Invoke(options);
        _contexts = new PooledDbContextFactory<AuthDbContext>(options.Options);
    }

    /// <summary>The pool of connections.</summary>
    public NpgsqlDataSource Connections { get; }

    public AuthDbContext CreateDbContext() => _contexts.CreateDbContext();

    public void Dispose() => Connections.Dispose();

    public ValueTask DisposeAsync() => Connections.DisposeAsync();

    /// <summary>A statement is no news, and a lost race is an outcome: real failures surface as exceptions, which their callers log.</summary>
    private static void Quieten(WarningsConfigurationBuilder warnings) =>
        warnings.Log(
            (RelationalEventId.CommandExecuted, LogLevel.Debug),
            (RelationalEventId.CommandError, LogLevel.Debug),
            (RelationalEventId.ConnectionError, LogLevel.Debug),
            (CoreEventId.ExecutionStrategyRetrying, LogLevel.Debug),
            (CoreEventId.QueryIterationFailed, LogLevel.Debug),
            (CoreEventId.SaveChangesFailed, LogLevel.Debug)
        );
}
