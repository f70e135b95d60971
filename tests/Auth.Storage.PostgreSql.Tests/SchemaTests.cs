using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Auth.Storage.PostgreSql;

/// <summary>Migrations are written by hand: the schema they make is the one the model describes.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task Migrations_make_the_schema_of_the_model()
    {
        var migrated = await SchemaAsync(services =>
            services.GetRequiredService<IStoreLifecycle>().InitializeAsync(default).AsTask()
        );
        var modelled = await SchemaAsync(services =>
            WithContextAsync(services, db => db.Database.EnsureCreatedAsync())
        );

        modelled.ShouldContain(line => line.StartsWith("AuthClients | Id | text", StringComparison.Ordinal));
        migrated.Where(line => !IsOutsideTheModel(line)).ShouldBe(modelled);
    }

    [Fact]
    public async Task The_snapshot_is_the_model()
    {
        await using var services = PostgreSqlStores.Services("Host=nowhere");

        var differs = await WithContextAsync(services, db => Task.FromResult(db.Database.HasPendingModelChanges()));

        differs.ShouldBeFalse();
    }

    [Fact]
    public async Task Migrations_can_be_undone()
    {
        var database = await PostgreSqlStores.NewDatabaseAsync();
        await using var services = PostgreSqlStores.Services(database);
        await services.GetRequiredService<IStoreLifecycle>().InitializeAsync(default);

        await WithContextAsync(
            services,
            async db =>
            {
                await db.Database.MigrateAsync("0");
                return true;
            }
        );

        (await DescribeAsync(database)).ShouldBeEmpty();
    }

    /// <summary>Tables that no row class stands for.</summary>
    private static bool IsOutsideTheModel(string line) => line.Split(' ')[0] is "AuthCounters" or "AuthNodes";

    private static async Task<List<string>> SchemaAsync(Func<IServiceProvider, Task> create)
    {
        var database = await PostgreSqlStores.NewDatabaseAsync();
        await using var services = PostgreSqlStores.Services(database);
        await create(services);
        return await DescribeAsync(database);
    }

    private static async Task<T> WithContextAsync<T>(IServiceProvider services, Func<DbContext, Task<T>> act)
    {
        await using var db = services.GetRequiredService<PostgreSqlDatabase>().CreateDbContext();
        return await act(db);
    }

    private static async Task<List<string>> DescribeAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            """
            SELECT table_name || ' | ' || column_name || ' | ' || data_type || ' | ' || is_nullable || ' | '
                   || coalesce(column_default, '') || ' | ' || is_identity
            FROM information_schema.columns WHERE table_schema = 'public' AND table_name LIKE 'Auth%'
            UNION ALL
            SELECT tablename || ' | ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename LIKE 'Auth%'
            UNION ALL
            SELECT replace(conrelid::regclass::text, '"', '') || ' | ' || conname || ' | ' || pg_get_constraintdef(oid)
            FROM pg_constraint WHERE conrelid <> 0 AND conrelid::regclass::text LIKE '"Auth%'
            ORDER BY 1
            """
        );
        await using var reader = await command.ExecuteReaderAsync();
        List<string> lines = [];
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }
}
