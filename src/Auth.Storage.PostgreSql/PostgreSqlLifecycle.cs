using Auth.Storage.EfCore;
using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.PostgreSql;

/// <summary>Makes the tables.</summary>
internal sealed class PostgreSqlLifecycle(PostgreSqlDatabase database, AuthDatabase<AuthDbContext> transactions)
    : IStoreLifecycle
{
    public string Name => "PostgreSQL";

    public bool IsDurable => true;

    public string? DataDirectory => null;

    public bool IsRemote => true;

    public void Abandon() => transactions.Abandon();

    public async ValueTask InitializeAsync(CancellationToken cancellationToken)
    {
        await using var db = database.CreateDbContext();
        await PostgreSqlSchema.MigrateAsync(db, cancellationToken);
        db.Database.SetCommandTimeout((int?)null);
    }

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        await using var db = database.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync("SELECT 1 FROM \"AuthClients\" LIMIT 1", cancellationToken);
    }
}
