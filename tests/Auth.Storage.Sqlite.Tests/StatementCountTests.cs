using Auth.Storage.Contracts;
using Shouldly;
using Xunit;

namespace Auth.Storage.Sqlite;

/// <summary>The calls of a request's path cost one statement each.</summary>
public sealed class StatementCountTests : IAsyncLifetime
{
    private readonly CommandRecorder _recorder = new();
    private readonly CommitCounter _commits = new();
    private readonly Client _client = Some.FullClient();
    private StoreSet _stores = null!;

    public async ValueTask InitializeAsync()
    {
        _stores = await SqliteStores.CreateAsync(options => options.AddInterceptors(_recorder, _commits));
        await _stores.Clients.AddAsync(_client, null, Some.Now, default);
    }

    public ValueTask DisposeAsync() => _stores.Cleanup();

    [Fact]
    public async Task Finding_a_client_is_one_statement()
    {
        (await StatementsAsync(async () => await _stores.Clients.FindAsync(_client.Id, default))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Storing_a_token_is_one_transaction_and_asks_nothing_before()
    {
        var before = _commits.Commits;

        var statements = await StatementsAsync(async () =>
            await _stores.Tokens.AddAsync(Some.Token(_client.Id), default)
        );

        statements.ShouldBeEmpty();
        (_commits.Commits - before).ShouldBe(1);
    }

    [Fact]
    public async Task Tokens_that_come_at_the_same_moment_share_transactions_and_are_all_there()
    {
        var before = _commits.Commits;
        var tokens = Enumerable.Range(0, 500).Select(_ => Some.Token(_client.Id)).ToList();

        await Task.WhenAll(tokens.Select(token => _stores.Tokens.AddAsync(token, default).AsTask()));

        (_commits.Commits - before).ShouldBeLessThan(tokens.Count / 4);
        foreach (var token in tokens)
        {
            (await _stores.Tokens.FindAsync(token.Hash, default)).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Finding_the_first_token_of_a_client_is_one_join_beside_the_prepared_look()
    {
        var token = Some.Token(_client.Id);
        await _stores.Tokens.AddAsync(token, default);

        var statements = await StatementsAsync(async () => await _stores.Tokens.FindAsync(token.Hash, default));

        statements.ShouldHaveSingleItem().ShouldContain("INNER JOIN");
    }

    [Fact]
    public async Task Finding_further_tokens_reads_the_client_again_only_when_it_changed()
    {
        var (first, second) = (Some.Token(_client.Id), Some.Token(_client.Id));
        await _stores.Tokens.AddAsync(first, default);
        await _stores.Tokens.AddAsync(second, default);
        var known = await _stores.Tokens.FindAsync(first.Hash, default);

        var statements = await StatementsAsync(async () =>
        {
            var found = await _stores.Tokens.FindAsync(second.Hash, default);
            found.ShouldNotBeNull().Client.ShouldBeSameAs(known!.Client);
        });

        // The prepared look is no statement of Entity Framework's.
        statements.ShouldBeEmpty();
        await _stores.Clients.TryUpdateAsync(known!.Client with { Name = "other" }, default);
        statements = await StatementsAsync(async () =>
        {
            var found = await _stores.Tokens.FindAsync(second.Hash, default);
            found.ShouldNotBeNull().Client.Name.ShouldBe("other");
        });
        statements.ShouldHaveSingleItem().ShouldContain("INNER JOIN");
    }

    [Fact]
    public async Task An_id_that_is_used_again_is_another_client()
    {
        var token = Some.Token(_client.Id);
        await _stores.Tokens.AddAsync(token, default);
        await _stores.Tokens.FindAsync(token.Hash, default);
        await _stores.Clients.RemoveAsync(_client.Id, default);
        (await _stores.Tokens.FindAsync(token.Hash, default)).ShouldBeNull();
        var next = Some.Client() with { Id = _client.Id, CreatedAt = Some.Now.AddTicks(1) };
        await _stores.Clients.AddAsync(next, null, Some.Now, default);
        await _stores.Tokens.AddAsync(token, default);

        (await _stores.Tokens.FindAsync(token.Hash, default)).ShouldNotBeNull().Client.Name.ShouldBe(next.Name);
    }

    [Fact]
    public async Task An_unknown_code_writes_nothing()
    {
        var statements = await StatementsAsync(async () =>
            await _stores.Grants.TakeAsync(Some.Hash(), GrantKinds.EmailVerification, Some.Now, default)
        );

        statements.ShouldHaveSingleItem().ShouldStartWith("SELECT");
    }

    [Fact]
    public async Task A_look_into_an_empty_outbox_writes_nothing()
    {
        var statements = await StatementsAsync(async () =>
            await _stores.Outbox.ClaimAsync(Some.Now, Some.Now.AddMinutes(1), 10, default)
        );

        statements.ShouldHaveSingleItem().ShouldStartWith("SELECT");
    }

    private async Task<IReadOnlyList<string>> StatementsAsync(Func<Task> act)
    {
        _recorder.Commands.Clear();
        await act();
        return _recorder.Texts;
    }
}
