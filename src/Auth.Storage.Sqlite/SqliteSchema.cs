using Auth.Storage.EfCore;
using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.Sqlite;

/// <summary>Applies the migrations that a database file lacks, all in one transaction.</summary>
/// <remarks>
/// <c>Database.Migrate()</c> takes its lock by writing a row, which a process killed meanwhile leaves behind: every later start would wait
/// for it for ever. <c>BEGIN IMMEDIATE</c> is a lock that dies with its process, and in SQLite tables roll back like rows.
/// </remarks>
internal static class SqliteSchema
{
    public static async Task MigrateAsync(DbContext db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await PendingMigrations.ApplyAsync(db, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
