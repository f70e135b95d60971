using Auth.Storage.Doubles;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Auth.Storage.Sqlite;

/// <summary>Migrations are written by hand: the schema they make is the one the model describes.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Migrations_make_the_schema_of_the_model()
    {
        var migrated = await SchemaAsync(
            "migrated.db",
            services => services.GetRequiredService<IStoreLifecycle>().InitializeAsync(default).AsTask()
        );
        var modelled = await SchemaAsync(
            "modelled.db",
            services => WithContextAsync(services, db => db.Database.EnsureCreatedAsync())
        );

        modelled.Count.ShouldBe(11);
        migrated.Keys.Order(StringComparer.Ordinal).ShouldBe(modelled.Keys.Order(StringComparer.Ordinal));
        foreach (var (table, description) in modelled)
        {
            migrated[table].ShouldBe(description, table);
        }
    }

    [Fact]
    public async Task The_snapshot_is_the_model()
    {
        await using var services = SqliteStores.Services(_directory.File("auth.db"));

        var differs = await WithContextAsync(services, db => Task.FromResult(db.Database.HasPendingModelChanges()));

        differs.ShouldBeFalse();
    }

    [Fact]
    public async Task The_tools_of_Entity_Framework_see_the_migrations_applied()
    {
        await using var services = SqliteStores.Services(_directory.File("auth.db"));
        await services.GetRequiredService<IStoreLifecycle>().InitializeAsync(default);

        var pending = await WithContextAsync(services, db => db.Database.GetPendingMigrationsAsync());
        await WithContextAsync(
            services,
            async db =>
            {
                await db.Database.MigrateAsync();
                return true;
            }
        );

        pending.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_of_the_first_release_is_upgraded_with_what_it_holds()
    {
        await using var services = SqliteStores.Services(_directory.File("auth.db"));
        await WithContextAsync(
            services,
            async db =>
            {
                await db.Database.MigrateAsync("20261121000000_Initial");
                await db.Database.ExecuteSqlRawAsync(
                    """
                    INSERT INTO "AuthClients" ("Id", "Name", "NormalizedName", "Tier", "Limits", "Verified", "Disabled", "Scopes",
                        "GrantTypes", "Secrets", "RedirectUris", "AuthenticationMethod", "RequiresDPoP", "IsResourceServer", "CreatedAt", "Version")
                    VALUES ('old', 'Old', 'old', 'standard', '{{}}', 1, 0, '[]', '[]', '[]', '[]', 'client_secret_basic', 0, 0, 1, 7)
                    """
                );
                return true;
            }
        );

        await services.GetRequiredService<IStoreLifecycle>().InitializeAsync(default);

        var clients = services.GetRequiredService<IClientStore>();
        var old = (await clients.FindAsync("old", default)).ShouldNotBeNull();
        old.Access.ShouldBeNull();
        (await clients.TryUpdateAsync(old with { Access = new ClientAccess() }, default)).ShouldBeTrue();
        (await clients.PageWithAccessAsync(null, 10, default)).ShouldHaveSingleItem().Id.ShouldBe("old");
    }

    [Fact]
    public async Task Migrations_can_be_undone()
    {
        await using var services = SqliteStores.Services(_directory.File("auth.db"));
        await services.GetRequiredService<IStoreLifecycle>().InitializeAsync(default);

        await WithContextAsync(
            services,
            async db =>
            {
                await db.Database.MigrateAsync("0");
                return true;
            }
        );

        Describe(_directory.File("auth.db")).ShouldBeEmpty();
    }

    private async Task<Dictionary<string, string>> SchemaAsync(string name, Func<IServiceProvider, Task> create)
    {
        await using var services = SqliteStores.Services(_directory.File(name));
        await create(services);
        return Describe(_directory.File(name));
    }

    private static async Task<T> WithContextAsync<T>(IServiceProvider services, Func<DbContext, Task<T>> act)
    {
        await using var db = services.GetRequiredService<SqliteDatabase>().CreateDbContext();
        return await act(db);
    }

    private static Dictionary<string, string> Describe(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'Auth%'")
            .ToDictionary(
                table => table,
                table =>
                    string.Join(
                        '\n',
                        [
                            .. Rows(
                                connection,
                                $"SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info('{table}') ORDER BY name"
                            ),
                            .. Rows(
                                connection,
                                $"""
                                SELECT l.name, l."unique", l.origin, l.partial,
                                       (SELECT group_concat(i.name) FROM pragma_index_info(l.name) i ORDER BY i.seqno)
                                FROM pragma_index_list('{table}') l ORDER BY l.name
                                """
                            ),
                            .. Rows(
                                connection,
                                $"SELECT \"table\", \"from\", \"to\", on_delete, on_update FROM pragma_foreign_key_list('{table}')"
                            ),
                        ]
                    ),
                StringComparer.Ordinal
            );
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return rows;
    }
}
