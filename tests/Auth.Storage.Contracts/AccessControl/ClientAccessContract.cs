using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

/// <summary>What <see cref="IClientStore"/> promises about access.</summary>
public abstract class ClientAccessContract : StoreContract
{
    private IClientStore Clients => Stores.Clients;

    [Fact]
    public async Task Access_is_added_changed_and_taken_away_with_the_client()
    {
        var client = await AddClientAsync(Some.Client() with { Access = Some.Access() });
        (await Clients.FindAsync(client.Id, None)).ShouldMatch(client);

        var changed = client with { Access = new ClientAccess { Type = ClientAccessType.User } };
        (await Clients.TryUpdateAsync(changed, None)).ShouldBeTrue();
        (await Clients.FindAsync(client.Id, None)).ShouldMatch(changed with { Version = 2 });

        var without = changed with { Access = null, Version = 2 };
        (await Clients.TryUpdateAsync(without, None)).ShouldBeTrue();
        (await Clients.FindAsync(client.Id, None)).ShouldMatch(without with { Version = 3 });
    }

    [Fact]
    public async Task A_token_brings_the_access_of_its_client_with_it()
    {
        var client = await AddClientAsync(Some.Client() with { Access = Some.Access() });
        var token = Some.Token(client.Id);
        await Stores.Tokens.AddAsync(token, None);

        (await Stores.Tokens.FindAsync(token.Hash, None)).ShouldNotBeNull().Client.ShouldMatch(client);
    }

    [Fact]
    public async Task Pages_hold_the_clients_with_access_by_type_and_id_and_no_others()
    {
        List<Client> managed = [];
        foreach (
            var type in (ClientAccessType[])[ClientAccessType.SuperUser, ClientAccessType.User, ClientAccessType.Admin]
        )
        {
            for (var i = 0; i < 3; i++)
            {
                managed.Add(await AddClientAsync(Some.Client() with { Access = Some.Access(type) }));
                await AddClientAsync();
            }
        }

        List<string> read = [];
        Client? last = null;
        while (await Clients.PageWithAccessAsync(last, 2, None) is { Count: > 0 } page)
        {
            page.ShouldAllBe(client => client.Access != null);
            read.AddRange(page.Select(client => client.Id));
            last = page[^1];
        }

        read.ShouldBe(
            managed
                .OrderBy(client => client.Access!.Type)
                .ThenBy(client => client.Id, StringComparer.Ordinal)
                .Select(client => client.Id)
        );
    }

    [Fact]
    public async Task A_page_goes_on_behind_a_client_that_is_gone()
    {
        var first = await AddClientAsync(Some.Client() with { Access = Some.Access(ClientAccessType.SuperUser) });
        await Clients.RemoveAsync(first.Id, None);

        (await Clients.PageWithAccessAsync(first, 2, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_is_found_by_its_unique_name_to_the_letter()
    {
        var client = await AddClientAsync(Some.Client("email:abc"));
        await AddClientAsync();

        (await Clients.FindByUniqueNameAsync("email:abc", None)).ShouldMatch(client);
        (await Clients.FindByUniqueNameAsync("email:ABC", None)).ShouldBeNull();
        (await Clients.FindByUniqueNameAsync("", None)).ShouldBeNull();
    }
}
