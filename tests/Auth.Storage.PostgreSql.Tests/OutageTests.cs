using System.Diagnostics;
using Auth.Storage.Contracts;
using Auth.Storage.Doubles;
using Auth.TestKit;

namespace Auth.Storage.PostgreSql;

/// <summary>A server of its own, because it is killed.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private readonly Client _client = Some.Client();
    private PostgreSqlServer _server = null!;
    private StoreSet _stores = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgreSqlServer.StartNewAsync();
        _stores = await ProviderStores.OpenAsync(PostgreSqlStores.Services(await _server.CreateDatabaseAsync()));
        await _stores.Clients.AddAsync(_client, null, Some.Now, default);
    }

    public async ValueTask DisposeAsync()
    {
        await _stores.Cleanup();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task What_was_stored_before_a_kill_is_there_after_it_and_the_first_call_finds_it()
    {
        var token = Some.Token(_client.Id);
        await _stores.Tokens.AddAsync(token, default);

        await _server.KillAsync();
        await _server.StartAsync();

        (await _stores.Tokens.FindAsync(token.Hash, default)).ShouldNotBeNull();
        await _stores.Tokens.AddAsync(Some.Token(_client.Id), default);
    }

    [Fact]
    public async Task A_server_that_is_gone_is_reported_soon()
    {
        await _server.KillAsync();

        var watch = Stopwatch.StartNew();
        await Should.ThrowAsync<Exception>(async () => await _stores.Clients.FindAsync(_client.Id, default));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up_after_one_time_out_and_serves_again_at_once()
    {
        await _stores.Clients.FindAsync(_client.Id, default);
        _server.Pause();

        var watch = Stopwatch.StartNew();
        await Should.ThrowAsync<Exception>(async () => await _stores.Clients.FindAsync(_client.Id, default));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(12));

        _server.Resume();
        (await _stores.Clients.FindAsync(_client.Id, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_registration_that_nobody_waits_for_any_more_is_not_committed()
    {
        var other = Some.Client();
        await _stores.Clients.FindAsync(_client.Id, default);
        _server.Pause();
        var adding = _stores.Clients.AddAsync(other, null, Some.Now, default).AsTask();
        _stores.Lifecycle.Abandon();
        _server.Resume();

        await Should.ThrowAsync<TimeoutException>(adding);

        (await _stores.Clients.FindAsync(other.Id, default)).ShouldBeNull();
        (await _stores.Clients.AddAsync(other, null, Some.Now, default)).ShouldBe(AddClientOutcome.Added);
    }
}
