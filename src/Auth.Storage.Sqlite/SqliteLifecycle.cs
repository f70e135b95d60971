using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.Sqlite;

/// <summary>Makes the file, its write-ahead log and its tables.</summary>
internal sealed class SqliteLifecycle(SqliteDatabase database) : IStoreLifecycle
{
    public string Name => "SQLite";

    public bool IsDurable => true;

    public string? DataDirectory => Path.GetDirectoryName(database.File.Path);

    public async ValueTask InitializeAsync(CancellationToken cancellationToken)
    {
        database.File.CreateDirectory();
        await using var db = database.CreateDbContext();
        await db.Database.OpenConnectionAsync(cancellationToken);
        await WriteAheadLog.EnableAsync(db.Database.GetDbConnection(), cancellationToken);
        await SqliteSchema.MigrateAsync(db, cancellationToken);
    }

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        await using var db = database.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync("SELECT 1 FROM \"AuthClients\" LIMIT 1", cancellationToken);
    }
}
