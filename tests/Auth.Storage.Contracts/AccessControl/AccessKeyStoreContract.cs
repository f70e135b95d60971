using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

/// <summary>What <see cref="IAccessKeyStore"/> promises.</summary>
public abstract class AccessKeyStoreContract : StoreContract
{
    private IAccessKeyStore Keys => Stores.AccessKeys;

    [Fact]
    public async Task A_key_is_found_with_its_client_by_hash_and_alone_by_id()
    {
        var client = await AddClientAsync();
        var key = Some.AccessKey(client.Id);
        await Keys.AddAsync(key with { Version = 7 }, None);

        var found = await Keys.FindAsync(key.Hash, None);

        ShouldMatch(found.ShouldNotBeNull().Key, key);
        found.Client.ShouldMatch(client);
        ShouldMatch((await Keys.FindByIdAsync(key.Id, None)).ShouldNotBeNull(), key);
        (await Keys.FindAsync(Some.Hash(), None)).ShouldBeNull();
        (await Keys.FindByIdAsync(Some.Id(), None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_without_a_description_stays_without()
    {
        var client = await AddClientAsync();
        var key = Some.AccessKey(client.Id) with { Description = null, ActsAsClient = false, Resources = [] };
        await Keys.AddAsync(key, None);

        ShouldMatch((await Keys.FindByIdAsync(key.Id, None)).ShouldNotBeNull(), key);
    }

    [Fact]
    public async Task A_key_of_nobody_is_refused() =>
        await Should.ThrowAsync<InvalidOperationException>(async () =>
            await Keys.AddAsync(Some.AccessKey(Some.Id()), None)
        );

    [Fact]
    public async Task Keys_go_with_their_client()
    {
        var (client, other) = (await AddClientAsync(), await AddClientAsync());
        var (key, kept) = (Some.AccessKey(client.Id), Some.AccessKey(other.Id));
        await Keys.AddAsync(key, None);
        await Keys.AddAsync(kept, None);

        await Stores.Clients.RemoveAsync(client.Id, None);

        (await Keys.FindAsync(key.Hash, None)).ShouldBeNull();
        (await Keys.FindByIdAsync(key.Id, None)).ShouldBeNull();
        (await Keys.PageAsync(null, null, 10, None)).ShouldHaveSingleItem().Id.ShouldBe(kept.Id);
    }

    [Fact]
    public async Task Pages_are_oldest_first_of_one_client_or_of_all()
    {
        var (client, other) = (await AddClientAsync(), await AddClientAsync());
        List<AccessKey> keys = [];
        for (var i = 0; i < 7; i++)
        {
            // Pairs of one moment: the id decides.
            keys.Add(Some.AccessKey(i % 3 == 0 ? other.Id : client.Id, Some.Now.AddTicks(i / 2)));
        }

        foreach (var key in keys.AsEnumerable().Reverse())
        {
            await Keys.AddAsync(key, None);
        }

        var expected = keys.OrderBy(key => key.CreatedAt).ThenBy(key => key.Id, StringComparer.Ordinal).ToList();
        (await PagesAsync(null)).ShouldBe(expected.Select(key => key.Id));
        (await PagesAsync(client.Id)).ShouldBe(expected.Where(key => key.ClientId == client.Id).Select(key => key.Id));
        (await PagesAsync(Some.Id())).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_update_replaces_description_and_resources_and_nothing_else()
    {
        var key = await AddAsync();
        var change = key with { Description = null, Resources = [], CreatedBy = "x", Ending = "y" };

        (await Keys.TryUpdateAsync(change, None)).ShouldBeTrue();

        ShouldMatch(
            (await Keys.FindByIdAsync(key.Id, None)).ShouldNotBeNull(),
            key with
            {
                Description = null,
                Resources = [],
                Version = 2,
            }
        );
    }

    [Fact]
    public async Task Of_many_updates_of_one_version_exactly_one_succeeds()
    {
        var key = await AddAsync();
        for (var version = 1; version <= 20; version++)
        {
            var current = key with { Version = version };
            var won = await Race.RunAsync(8, i => Keys.TryUpdateAsync(current with { Description = $"{i}" }, None));

            won.Count(updated => updated).ShouldBe(1);
        }

        (await Keys.TryUpdateAsync(key, None)).ShouldBeFalse();
        (await Keys.FindByIdAsync(key.Id, None)).ShouldNotBeNull().Version.ShouldBe(21);
    }

    [Fact]
    public async Task A_key_is_removed_once()
    {
        var key = await AddAsync();

        (await Keys.RemoveAsync(key.Id, None)).ShouldBeTrue();
        (await Keys.RemoveAsync(key.Id, None)).ShouldBeFalse();
        (await Keys.FindAsync(key.Hash, None)).ShouldBeNull();
        (await Keys.TryUpdateAsync(key, None)).ShouldBeFalse();
    }

    private async Task<AccessKey> AddAsync()
    {
        var key = Some.AccessKey((await AddClientAsync()).Id);
        await Keys.AddAsync(key, None);
        return key;
    }

    private async Task<List<string>> PagesAsync(string? clientId)
    {
        List<string> ids = [];
        AccessKey? last = null;
        while (true)
        {
            var page = await Keys.PageAsync(clientId, last, 2, None);
            if (page.Count == 0)
            {
                return ids;
            }

            ids.AddRange(page.Select(key => key.Id));
            last = page[^1];
        }
    }

    private static void ShouldMatch(AccessKey actual, AccessKey expected)
    {
        actual.Resources.ToArray().ShouldBe(expected.Resources.ToArray());
        (actual with { Resources = expected.Resources }).ShouldBe(expected);
    }
}
