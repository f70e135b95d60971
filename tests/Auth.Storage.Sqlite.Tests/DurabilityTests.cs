using Auth.Storage.Contracts;
using Auth.Storage.Doubles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Auth.Storage.Sqlite;

public sealed class DurabilityTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", 2)]
    [InlineData("foreign_keys", 1)]
    [InlineData("busy_timeout", 10_000)]
    public async Task Every_connection_is_set_up(string pragma, object expected)
    {
        await using var services = SqliteStores.Services(_directory.File("auth.db;Foreign Keys=False"));
        await services.GetRequiredService<IStoreLifecycle>().InitializeAsync(default);
        var database = services.GetRequiredService<SqliteDatabase>();

        await using var first = database.CreateDbContext();
        await using var second = database.CreateDbContext();

        foreach (var context in (DbContext[])[first, second])
        {
            await context.Database.OpenConnectionAsync();
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"PRAGMA {pragma}";
            var value = await command.ExecuteScalarAsync();
            (value is long number ? (int)number : value).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task What_was_stored_is_in_the_files_while_the_process_still_runs()
    {
        var file = _directory.File("auth.db");
        var stores = await ProviderStores.OpenAsync(SqliteStores.Services(file));
        var client = Some.Client();
        var token = Some.Token(client.Id);
        await stores.Clients.AddAsync(client, null, Some.Now, default);
        await stores.Tokens.AddAsync(token, default);

        // What a crash leaves: the files as they are, with nobody to close them.
        File.Copy(file, _directory.File("copy.db"));
        File.Copy(file + "-wal", _directory.File("copy.db-wal"));
        var survivor = await ProviderStores.OpenAsync(SqliteStores.Services(_directory.File("copy.db")));

        (await survivor.Tokens.FindAsync(token.Hash, default)).ShouldNotBeNull();
        await survivor.Cleanup();
        await stores.Cleanup();
    }

    [Fact]
    public async Task A_clean_end_folds_the_log_into_the_file()
    {
        var file = _directory.File("auth.db");
        var stores = await ProviderStores.OpenAsync(SqliteStores.Services(file));
        await stores.Clients.AddAsync(Some.Client(), null, Some.Now, default);

        await stores.Cleanup();

        File.Exists(file + "-wal").ShouldBeFalse();
    }

    [Fact]
    public async Task Writers_take_turns_across_containers_and_readers_do_not_wait()
    {
        var file = _directory.File("auth.db");
        var recorder = new CommandRecorder();
        var nodes = new List<StoreSet>();
        for (var count = 0; count < 2; count++)
        {
            nodes.Add(await ProviderStores.OpenAsync(SqliteStores.Services(file, o => o.AddInterceptors(recorder))));
        }

        var client = Some.Client();
        await nodes[0].Clients.AddAsync(client, null, Some.Now, default);
        await Race.RunAsync(
            64,
            async caller =>
            {
                var token = Some.Token(client.Id);
                await nodes[caller % 2].Tokens.AddAsync(token, default);
                await nodes[caller % 2].Tokens.RevokeAsync(token.Hash, client.Id, default);
            }
        );

        recorder.MostWritersAtOnce.ShouldBe(1);
        var gate = SqliteFile.From($"Data Source={file}").WriteGate;
        await gate.WaitAsync();
        (await nodes[0].Clients.FindAsync(client.Id, default)).ShouldNotBeNull();
        gate.Release();
        foreach (var node in nodes)
        {
            await node.Cleanup();
        }
    }
}
