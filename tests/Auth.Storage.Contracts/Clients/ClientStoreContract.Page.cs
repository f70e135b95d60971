using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

public abstract partial class ClientStoreContract
{
    [Fact]
    public async Task Pages_run_newest_first_then_by_id_descending()
    {
        var old = await AddClientAsync(Some.Client() with { Id = "z", CreatedAt = Some.Now.AddDays(-1) });
        var low = await AddClientAsync(Some.Client() with { Id = "a" });
        var high = await AddClientAsync(Some.Client() with { Id = "b" });
        var young = await AddClientAsync(Some.Client() with { Id = "c", CreatedAt = Some.Now + Some.Tick });

        (await IdsAsync(Some.All())).ShouldBe([young.Id, high.Id, low.Id, old.Id]);
        (await Clients.PageAsync(Some.All(limit: 1), None)).ShouldHaveSingleItem().ShouldMatch(young);
    }

    [Fact]
    public async Task Following_the_pages_meets_every_client_once()
    {
        for (var number = 0; number < 25; number++)
        {
            await AddClientAsync(Some.Client() with { CreatedAt = Some.Now.AddDays(number / 4) });
        }

        List<string> met = [];
        while (await IdsAsync(Some.All(met.LastOrDefault(), limit: 4)) is { Count: > 0 } page)
        {
            page.Count.ShouldBeLessThanOrEqualTo(4);
            met.AddRange(page);
        }

        met.ShouldBe(await IdsAsync(Some.All()));
        met.Count.ShouldBe(25);
    }

    [Fact]
    public async Task A_page_after_an_unknown_client_is_empty()
    {
        await AddClientAsync();

        (await IdsAsync(Some.All(after: Some.Id()))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_may_show_the_clients_of_one_owner_only()
    {
        var mine = await AddClientAsync(Some.Client() with { Owner = "ada" });
        await AddClientAsync(Some.Client() with { Owner = "Ada" });
        await AddClientAsync();

        (await IdsAsync(Some.All() with { Owner = "ada" })).ShouldBe([mine.Id]);
        (await IdsAsync(Some.Search("nothing") with { Owner = "ada" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_search_finds_the_id_whole_and_ordinally()
    {
        var client = await AddClientAsync(Some.Client() with { Id = "client-Id" });

        (await IdsAsync(Some.Search("client-Id"))).ShouldBe([client.Id]);
        (await IdsAsync(Some.Search("client-id"))).ShouldBeEmpty();
        (await IdsAsync(Some.Search("client"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("100% fun", "100% FUN", "00% ", "0_% ")]
    [InlineData("a_b", "a_b", "_", "%")]
    [InlineData("back\\slash [x]", "BACK\\", "\\s", "\\\\")]
    [InlineData("ångström 你好 🦊", "你好", "🦊", "angstrom")]
    [InlineData("it's \"quoted\"", "'s \"", "it's", "''")]
    public async Task A_search_finds_a_part_of_the_folded_name_and_takes_no_character_for_a_pattern(
        string name,
        string hit,
        string secondHit,
        string miss
    )
    {
        var client = await AddClientAsync(Some.Client(name: name));
        await AddClientAsync(Some.Client(name: "zzz"));

        (await IdsAsync(Some.Search(hit))).ShouldBe([client.Id]);
        (await IdsAsync(Some.Search(secondHit))).ShouldBe([client.Id]);
        (await IdsAsync(Some.Search(miss))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_search_compares_the_folded_name_ordinally()
    {
        await AddClientAsync(Some.Client() with { NormalizedName = "folded" });

        (await IdsAsync(new ClientQuery("x", "FOLDED", [], null, 10))).ShouldBeEmpty();
        (await IdsAsync(new ClientQuery("x", null, [], null, 10))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_search_finds_the_address_by_its_key_only()
    {
        var client = await AddClientAsync(Some.Client() with { Email = new SealedEmail("sealed", "key-1") });
        await AddClientAsync(Some.Client() with { Email = new SealedEmail("sealed", "key-2") });
        await AddClientAsync();

        (await IdsAsync(Some.Search("who@example.org", emailLookupKey: "key-1"))).ShouldBe([client.Id]);
        (await IdsAsync(Some.Search("sealed"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_of_a_search_continue_behind_a_client_that_no_longer_matches()
    {
        var older = await AddClientAsync(Some.Client(name: "match") with { CreatedAt = Some.Now.AddDays(-1) });
        var renamed = await AddClientAsync(Some.Client(name: "other"));
        await AddClientAsync(Some.Client(name: "match") with { CreatedAt = Some.Now.AddDays(1) });

        (await IdsAsync(Some.Search("match", after: renamed.Id))).ShouldBe([older.Id]);
    }

    private async Task<List<string>> IdsAsync(ClientQuery query) =>
        [.. (await Clients.PageAsync(query, None)).Select(client => client.Id)];
}
