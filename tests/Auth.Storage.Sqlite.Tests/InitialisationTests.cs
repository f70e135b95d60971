using Auth.Storage.Contracts;
using Auth.Storage.Doubles;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Auth.Storage.Sqlite;

public sealed class InitialisationTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Several_nodes_may_start_at_once_on_one_new_file()
    {
        for (var round = 0; round < 5; round++)
        {
            var file = _directory.File($"{round}.db");
            var nodes = Enumerable.Range(0, 6).Select(_ => SqliteStores.Services(file)).ToArray();

            await Race.RunAsync(
                nodes.Length,
                node => nodes[node].GetRequiredService<IStoreLifecycle>().InitializeAsync(default)
            );

            var client = Some.Client();
            await nodes[0].GetRequiredService<IClientStore>().AddAsync(client, null, Some.Now, default);
            foreach (var node in nodes)
            {
                (await node.GetRequiredService<IClientStore>().FindAsync(client.Id, default)).ShouldNotBeNull();
                await node.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task A_lock_that_a_killed_migration_left_behind_stops_nobody()
    {
        var file = _directory.File("auth.db");
        Execute(
            file,
            "CREATE TABLE __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT NOT NULL); "
                + "INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01')"
        );

        await using var services = SqliteStores.Services(file);
        await services.GetRequiredService<IStoreLifecycle>().InitializeAsync(default).AsTask().WaitAsync(Patience);

        await services.GetRequiredService<IStoreLifecycle>().CheckAsync(default);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_no_table_behind()
    {
        var file = _directory.File("auth.db");
        Execute(file, "CREATE TABLE AuthSecretUses (Mine TEXT)");
        await using var services = SqliteStores.Services(file);

        await Should.ThrowAsync<SqliteException>(async () =>
            await services.GetRequiredService<IStoreLifecycle>().InitializeAsync(default)
        );

        Execute(file, "DROP TABLE AuthSecretUses");
        await services.GetRequiredService<IStoreLifecycle>().InitializeAsync(default);
    }

    [Fact]
    public async Task The_directory_of_the_file_is_made()
    {
        var file = _directory.File("deep", "er", "auth.db");

        await using var services = SqliteStores.Services(file);
        await services.GetRequiredService<IStoreLifecycle>().InitializeAsync(default);

        File.Exists(file).ShouldBeTrue();
    }

    [Fact]
    public async Task A_store_without_its_tables_gives_no_sign_of_life()
    {
        await using var services = SqliteStores.Services(_directory.File("auth.db"));

        await Should.ThrowAsync<SqliteException>(async () =>
            await services.GetRequiredService<IStoreLifecycle>().CheckAsync(default)
        );
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=")]
    [InlineData("Data Source=file:auth.db?mode=memory")]
    [InlineData("Data Source=auth;Mode=Memory;Cache=Shared")]
    [InlineData("Colour=blue")]
    public void A_connection_string_that_names_no_file_is_refused(string connectionString) =>
        Should.Throw<ArgumentException>(() =>
            new ServiceCollectionStorageBuilder(new ServiceCollection()).UseSqlite(connectionString)
        );

    private static TimeSpan Patience => TimeSpan.FromSeconds(60);

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
