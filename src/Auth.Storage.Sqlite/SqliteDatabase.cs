using Auth.Storage.EfCore;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Auth.Storage.Sqlite;

/// <summary>One SQLite file and the contexts over it.</summary>
internal sealed class SqliteDatabase : IDbContextFactory<AuthDbContext>, IDisposable
{
    private readonly PooledDbContextFactory<AuthDbContext> _contexts;

    public SqliteDatabase(SqliteFile file, ILoggerFactory? loggers, Action<DbContextOptionsBuilder>? configure)
    {
        File = file;
        var options = new DbContextOptionsBuilder<AuthDbContext>()
            .UseSqlite(file.ConnectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteDatabase).Assembly))
            .UseLoggerFactory(loggers)
            .AddInterceptors(new SqlitePragmas())
            .ConfigureWarnings(Quieten);
        configure?.Invoke(options);
        _contexts = new PooledDbContextFactory<AuthDbContext>(options.Options);
    }

    public SqliteFile File { get; }

    public AuthDbContext CreateDbContext() => _contexts.CreateDbContext();

    /// <summary>Closes the pooled connections, so that the last one folds the log back into the file.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(File.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>A statement is no news, and a lost race is an outcome: real failures surface as exceptions, which their callers log.</summary>
    private static void Quieten(WarningsConfigurationBuilder warnings) =>
        warnings.Log(
            (RelationalEventId.CommandExecuted, LogLevel.Debug),
            (RelationalEventId.CommandError, LogLevel.Debug),
            (CoreEventId.QueryIterationFailed, LogLevel.Debug),
            (CoreEventId.SaveChangesFailed, LogLevel.Debug)
        );
}
