using Auth.Storage.Contracts;
using Auth.Storage.Doubles;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Auth.Storage.PostgreSql;

public sealed class InitialisationTests
{
    [Fact]
    public async Task Several_nodes_may_start_at_once_on_an_empty_database()
    {
        for (var round = 0; round < 3; round++)
        {
            var database = await PostgreSqlStores.NewDatabaseAsync();
            var nodes = Enumerable.Range(0, 6).Select(_ => PostgreSqlStores.Services(database)).ToArray();

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
    public async Task A_node_that_starts_waits_for_the_one_that_migrates()
    {
        var database = await PostgreSqlStores.NewDatabaseAsync();
        await using var services = PostgreSqlStores.Services(database);
        await using var other = NpgsqlDataSource.Create(database);
        await using var connection = await other.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (
            var command = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({PostgreSqlSchema.Lock})", connection)
        )
        {
            await command.ExecuteNonQueryAsync();
        }

        var starting = services.GetRequiredService<IStoreLifecycle>().InitializeAsync(default).AsTask();
        await WaitingAsync(connection);
        starting.IsCompleted.ShouldBeFalse();
        await transaction.CommitAsync();

        await starting.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_no_table_behind()
    {
        var database = await PostgreSqlStores.NewDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await ExecuteAsync(source, "CREATE TABLE \"AuthSecretUses\" (mine text)");
        await using var services = PostgreSqlStores.Services(database);

        await Should.ThrowAsync<PostgresException>(async () =>
            await services.GetRequiredService<IStoreLifecycle>().InitializeAsync(default)
        );

        await ExecuteAsync(source, "DROP TABLE \"AuthSecretUses\"");
        await services.GetRequiredService<IStoreLifecycle>().InitializeAsync(default);
    }

    [Fact]
    public async Task A_store_without_its_tables_gives_no_sign_of_life()
    {
        await using var services = PostgreSqlStores.Services(await PostgreSqlStores.NewDatabaseAsync());

        await Should.ThrowAsync<PostgresException>(async () =>
            await services.GetRequiredService<IStoreLifecycle>().CheckAsync(default)
        );
    }

    [Theory]
    [InlineData("Database=auth")]
    [InlineData("Colour=blue")]
    [InlineData("Host=db;Timeout=soon")]
    public void A_connection_string_that_names_no_server_is_refused(string connectionString) =>
        Should.Throw<ArgumentException>(() =>
            new ServiceCollectionStorageBuilder(new ServiceCollection()).UsePostgreSql(connectionString)
        );

    [Fact]
    public void What_the_host_writes_wins_over_the_defaults()
    {
        var parts = new NpgsqlConnectionStringBuilder(
            PostgreSqlConnectionString.From("Host=db;Command Timeout=60;Max Auto Prepare=0;Application Name=Shop")
        );

        parts.CommandTimeout.ShouldBe(60);
        parts.MaxAutoPrepare.ShouldBe(0);
        parts.ApplicationName.ShouldBe("Shop");
        parts.Timeout.ShouldBe(2);
    }

    private static async Task WaitingAsync(NpgsqlConnection connection)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var turn = 0; turn < 1_000; turn++)
        {
            await using var command = new NpgsqlCommand(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
                connection
            );
            if (await command.ExecuteScalarAsync() is > 0L)
            {
                return;
            }

            await poll.WaitForNextTickAsync();
        }

        throw new TimeoutException("The starting node does not wait.");
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
