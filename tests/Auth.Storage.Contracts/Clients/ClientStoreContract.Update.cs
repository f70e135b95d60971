using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

public abstract partial class ClientStoreContract
{
    [Fact]
    public async Task An_update_replaces_everything_and_counts_the_version()
    {
        var bare = await AddClientAsync(Some.Client());
        var full = Some.FullClient() with { Id = bare.Id, CreatedAt = Some.Now.AddDays(-3), Version = 1 };

        (await Clients.TryUpdateAsync(full, None)).ShouldBeTrue();
        (await Clients.FindAsync(bare.Id, None)).ShouldMatch(full with { Version = 2 });

        (await Clients.TryUpdateAsync(bare with { Version = 2 }, None)).ShouldBeTrue();
        (await Clients.FindAsync(bare.Id, None)).ShouldMatch(bare with { Version = 3 });
    }

    [Fact]
    public async Task An_update_of_another_version_changes_nothing()
    {
        var client = await AddClientAsync();

        (await Clients.TryUpdateAsync(client with { Tier = "enhanced", Version = 2 }, None)).ShouldBeFalse();
        (await Clients.TryUpdateAsync(client with { Tier = "enhanced", Version = 0 }, None)).ShouldBeFalse();

        (await Clients.FindAsync(client.Id, None)).ShouldMatch(client);
    }

    [Fact]
    public async Task An_update_of_a_missing_client_does_not_add_it()
    {
        var client = Some.Client();

        (await Clients.TryUpdateAsync(client, None)).ShouldBeFalse();

        (await Clients.FindAsync(client.Id, None)).ShouldBeNull();
    }

    [Fact]
    public async Task An_update_keeps_what_belongs_to_the_client()
    {
        var client = await AddClientAsync();
        var token = Some.Token(client.Id);
        await Stores.Tokens.AddAsync(token, None);

        await Clients.TryUpdateAsync(client with { Tier = "enhanced" }, None);

        (await Stores.Tokens.FindAsync(token.Hash, None))!.Client.Tier.ShouldBe("enhanced");
    }

    [Fact]
    public async Task An_update_to_a_taken_name_throws_and_changes_nothing()
    {
        await AddClientAsync(Some.Client("taken"));
        var client = await AddClientAsync(Some.Client("mine"));

        await Should.ThrowAsync<InvalidOperationException>(async () =>
            await Clients.TryUpdateAsync(client with { UniqueName = "taken" }, None)
        );

        (await Clients.FindAsync(client.Id, None)).ShouldMatch(client);
        (await Clients.AddAsync(Some.Client("mine"), null, Some.Now, None)).ShouldBe(AddClientOutcome.NameTaken);
    }

    [Fact]
    public async Task A_name_that_an_update_gave_up_is_free()
    {
        var client = await AddClientAsync(Some.Client("old"));

        await Clients.TryUpdateAsync(client with { UniqueName = "new" }, None);

        (await Clients.AddAsync(Some.Client("old"), null, Some.Now, None)).ShouldBe(AddClientOutcome.Added);
        (await Clients.AddAsync(Some.Client("new"), null, Some.Now, None)).ShouldBe(AddClientOutcome.NameTaken);
    }

    [Fact]
    public async Task A_verified_client_no_longer_lapses()
    {
        var client = await AddClientAsync(Some.Client("name", lapsesAt: Some.Now));

        await Clients.TryUpdateAsync(client with { Verified = true, LapsesAt = null }, None);

        (await Clients.AddAsync(Some.Client("name"), null, Some.Now, None)).ShouldBe(AddClientOutcome.NameTaken);
        (await Clients.RemoveLapsedAsync(Some.Now, 10, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_updates_of_one_version_exactly_one_succeeds()
    {
        var client = await AddClientAsync();
        for (var version = 1L; version <= 10; version++)
        {
            var won = await Race.RunAsync(
                24,
                caller => Clients.TryUpdateAsync(client with { Tier = $"tier-{caller}", Version = version }, None)
            );

            won.Count(success => success).ShouldBe(1);
            var stored = await Clients.FindAsync(client.Id, None);
            stored!.Version.ShouldBe(version + 1);
            stored.Tier.ShouldBe($"tier-{Array.IndexOf(won, true)}");
        }
    }
}
