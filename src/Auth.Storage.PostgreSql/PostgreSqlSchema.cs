using Auth.Storage.EfCore;
using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.PostgreSql;

/// <summary>Applies the migrations that a database lacks, all in one transaction, one node at a time.</summary>
/// <remarks>The advisory lock ends with its transaction, so a node killed meanwhile stops nobody, and tables roll back like rows.</remarks>
internal static class PostgreSqlSchema
{
    /// <summary>"AuthMigr" in ASCII: one lock in a database, whatever else takes advisory locks there.</summary>
    internal const long Lock = 0x417574684D696772;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task MigrateAsync(DbContext db, CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(Patience);
        await db
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(
                async token =>
                {
                    await using var transaction = await db.Database.BeginTransactionAsync(token);
                    await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", token);
                    await PendingMigrations.ApplyAsync(db, token);
                    await transaction.CommitAsync(token);
                },
                cancellationToken
            );
    }
}
