using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Auth.Storage.EfCore;

/// <summary>Applies the migrations that a database lacks, inside the transaction that the caller holds.</summary>
/// <remarks><c>Database.Migrate()</c> commits each migration by itself and takes a lock of its own; provider packages know better ones.</remarks>
internal static class PendingMigrations
{
    public static async Task ApplyAsync(DbContext db, CancellationToken cancellationToken)
    {
        var migrations = db.GetService<IMigrationsAssembly>();
        var history = db.GetService<IHistoryRepository>();
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
