using Auth.Storage.Contracts;
using Auth.Storage.Doubles;
using Npgsql;
using Shouldly;
using Xunit;

namespace Auth.Storage.PostgreSql;

/// <summary>The calls of a request's path cost one command each, that is one round trip.</summary>
public sealed class CommandCountTests : IAsyncLifetime
{
    private readonly Client _client = Some.FullClient();
    private StoreSet _stores = null!;
    private CommandCounter _counter = null!;

    public async ValueTask InitializeAsync()
    {
        var connection = await PostgreSqlStores.NewDatabaseAsync();
        _stores = await ProviderStores.OpenAsync(PostgreSqlStores.Services(connection));
        _counter = new CommandCounter(new NpgsqlConnectionStringBuilder(connection).Database!);
        await _stores.Clients.AddAsync(_client, null, Some.Now, default);
        // What a connection asks when it is opened is asked once.
        await _stores.Tokens.AddAsync(Some.Token(_client.Id), default);
    }

    public async ValueTask DisposeAsync()
    {
        _counter.Dispose();
        await _stores.Cleanup();
    }

    [Fact]
    public async Task Finding_a_client_is_one_command() =>
        (await _counter.CountAsync(async () => await _stores.Clients.FindAsync(_client.Id, default))).ShouldBe(1);

    [Fact]
    public async Task Storing_a_token_is_one_command() =>
        (
            await _counter.CountAsync(async () => await _stores.Tokens.AddAsync(Some.Token(_client.Id), default))
        ).ShouldBe(1);

    [Fact]
    public async Task Tokens_that_come_at_the_same_moment_share_commands()
    {
        var tokens = Enumerable.Range(0, 500).Select(_ => Some.Token(_client.Id)).ToList();

        var commands = await _counter.CountAsync(() =>
            Task.WhenAll(tokens.Select(token => _stores.Tokens.AddAsync(token, default).AsTask()))
        );

        commands.ShouldBeInRange(1, tokens.Count / 4);
    }

    [Fact]
    public async Task Finding_a_further_token_of_a_client_is_one_command()
    {
        var (first, second) = (Some.Token(_client.Id), Some.Token(_client.Id));
        await _stores.Tokens.AddAsync(first, default);
        await _stores.Tokens.AddAsync(second, default);
        await _stores.Tokens.FindAsync(first.Hash, default);

        (await _counter.CountAsync(async () => await _stores.Tokens.FindAsync(second.Hash, default))).ShouldBe(1);
    }
}
