using Auth.Storage.Contracts;
using Shouldly;
using Xunit;

namespace Auth.Storage.InMemory;

public sealed class InMemoryStoreTests
{
    private readonly StoreSet _stores = InMemoryStores.Create();

    [Fact]
    public void Nothing_in_memory_is_durable() => _stores.Lifecycle.IsDurable.ShouldBeFalse();

    [Fact]
    public async Task A_search_goes_on_where_a_step_found_nothing()
    {
        var (oldest, newest) = (await AddAsync(0, "match"), await AddAsync(2_000, "match"));
        for (var number = 1; number < 1_200; number++)
        {
            await AddAsync(number, "other");
        }

        var found = await _stores.Clients.PageAsync(Some.Search("match", limit: 2), default);
        var next = await _stores.Clients.PageAsync(Some.Search("match", after: newest.Id), default);

        found.Select(client => client.Id).ShouldBe([newest.Id, oldest.Id]);
        next.ShouldHaveSingleItem().Id.ShouldBe(oldest.Id);
    }

    [Fact]
    public async Task A_look_up_does_not_wait_for_a_writer()
    {
        var database = new InMemoryDatabase();
        var client = Some.Client();
        var token = Some.Token(client.Id);
        await new InMemoryClientStore(database).AddAsync(client, null, Some.Now, default);
        await new InMemoryTokenStore(database).AddAsync(token, default);

        Task<TokenLookup?>? find = null;
        var reader = new Thread(() => find = new InMemoryTokenStore(database).FindAsync(token.Hash, default).AsTask());
        lock (database.Gate)
        {
            reader.Start();
            reader.Join(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        }

        (await find.ShouldNotBeNull()).ShouldNotBeNull();
    }

    private async Task<Client> AddAsync(int minutes, string name)
    {
        var client = Some.Client(name: name) with { CreatedAt = Some.Now.AddMinutes(minutes) };
        await _stores.Clients.AddAsync(client, null, Some.Now, default);
        return client;
    }
}
