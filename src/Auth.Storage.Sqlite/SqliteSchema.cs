using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

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
        var migrations = db.GetService<IMigrationsAssembly>();
        var history = db.GetService<IHistoryRepository>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(db, history.GetCreateIfNotExistsScript(), cancellationToken);
        var applied = (await history.GetAppliedMigrationsAsync(cancellationToken)).Select(row => row.MigrationId);
        foreach (var (id, type) in migrations.Migrations.ExceptBy(applied, migration => migration.Key))
        {
            var migration = migrations.CreateMigration(type, db.Database.ProviderName!);
            await ApplyAsync(db, migration, cancellationToken);
            await ExecuteAsync(
                db,
                history.GetInsertScript(new HistoryRow(id, ProductInfo.GetVersion())),
                cancellationToken
            );
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ApplyAsync(DbContext db, Migration migration, CancellationToken cancellationToken)
    {
        var connection = db.GetService<IRelationalConnection>();
        var target = db.GetService<IModelRuntimeInitializer>().Initialize(migration.TargetModel);
        var commands = db.GetService<IMigrationsSqlGenerator>().Generate(migration.UpOperations, target);
        foreach (var command in commands)
        {
            await command.ExecuteNonQueryAsync(connection, parameterValues: null, cancellationToken);
        }
    }

    private static Task<int> ExecuteAsync(DbContext db, string sql, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(sql, cancellationToken);
}
