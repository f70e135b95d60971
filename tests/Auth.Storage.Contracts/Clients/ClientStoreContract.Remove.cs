using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

public abstract partial class ClientStoreContract
{
    [Fact]
    public async Task Removing_is_idempotent_and_frees_the_name()
    {
        var client = await AddClientAsync(Some.Client("name"));

        (await Clients.RemoveAsync(client.Id, None)).ShouldBeTrue();
        (await Clients.RemoveAsync(client.Id, None)).ShouldBeFalse();

        (await Clients.FindAsync(client.Id, None)).ShouldBeNull();
        (await Clients.AddAsync(Some.Client("name"), null, Some.Now, None)).ShouldBe(AddClientOutcome.Added);
    }

    [Fact]
    public async Task Removing_takes_all_that_belongs_to_the_client_and_nothing_else()
    {
        var (gone, kept) = (await AddClientAsync(), await AddClientAsync());
        var (goneParts, keptParts) = (await AddPartsAsync(gone.Id), await AddPartsAsync(kept.Id));

        await Clients.RemoveAsync(gone.Id, None);

        await ShouldHavePartsAsync(kept.Id, keptParts, present: true);
        await ShouldHavePartsAsync(gone.Id, goneParts, present: false);
        await AddClientAsync(gone);
        await ShouldHavePartsAsync(gone.Id, goneParts, present: false);
        (await Stores.Outbox.CountAsync(None)).ShouldBe(1);
    }

    [Fact]
    public async Task A_token_added_while_its_client_is_removed_is_never_left_behind()
    {
        for (var round = 0; round < 10; round++)
        {
            var client = await AddClientAsync();
            var tokens = Enumerable.Range(0, 12).Select(_ => Some.Token(client.Id)).ToArray();

            await Race.RunAsync(
                tokens.Length,
                async caller =>
                {
                    if (caller == tokens.Length / 2)
                    {
                        await Clients.RemoveAsync(client.Id, None);
                        return;
                    }

                    try
                    {
                        await Stores.Tokens.AddAsync(tokens[caller], None);
                    }
                    catch (InvalidOperationException)
                    {
                        // The client was gone first: the other of the two right ends.
                    }
                }
            );

            await AddClientAsync(client);
            (await Stores.Tokens.CountLiveAsync(client.Id, Some.Now, None)).ShouldBe(0);
        }
    }

    [Fact]
    public async Task Lapsed_clients_are_removed_from_the_moment_they_lapse()
    {
        var before = await AddClientAsync(Some.Client(lapsesAt: Some.Now - Some.Tick));
        var exactly = await AddClientAsync(Some.Client(lapsesAt: Some.Now));
        var after = await AddClientAsync(Some.Client(lapsesAt: Some.Now + Some.Tick));
        var verified = await AddClientAsync();
        var parts = await AddPartsAsync(exactly.Id);

        (await Clients.RemoveLapsedAsync(Some.Now, 10, None)).ShouldBe([before.Id, exactly.Id], ignoreOrder: true);

        (await Clients.FindAsync(before.Id, None)).ShouldBeNull();
        (await Clients.FindAsync(exactly.Id, None)).ShouldBeNull();
        (await Clients.FindAsync(after.Id, None)).ShouldNotBeNull();
        (await Clients.FindAsync(verified.Id, None)).ShouldNotBeNull();
        await AddClientAsync(exactly);
        await ShouldHavePartsAsync(exactly.Id, parts, present: false);
    }

    [Fact]
    public async Task No_more_lapsed_clients_are_removed_than_asked()
    {
        for (var count = 0; count < 5; count++)
        {
            await AddClientAsync(Some.Client(lapsesAt: Some.Now));
        }

        (await Clients.RemoveLapsedAsync(Some.Now, 3, None)).Count.ShouldBe(3);
        (await Clients.RemoveLapsedAsync(Some.Now, 3, None)).Count.ShouldBe(2);
        (await Clients.RemoveLapsedAsync(Some.Now, 3, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Verifying_and_lapsing_at_once_have_one_winner()
    {
        for (var round = 0; round < 20; round++)
        {
            var client = await AddClientAsync(Some.Client(lapsesAt: Some.Now));

            var outcomes = await Race.RunAsync(
                2,
                async caller =>
                    caller == 0
                        ? await Clients.TryUpdateAsync(client with { Verified = true, LapsesAt = null }, None)
                        : (await Clients.RemoveLapsedAsync(Some.Now, 10, None)).Contains(client.Id)
            );

            outcomes.Count(won => won).ShouldBe(1);
            (await Clients.FindAsync(client.Id, None) is not null).ShouldBe(outcomes[0]);
        }
    }

    private async Task<(AccessToken Token, Grant Grant, TierRequest Request)> AddPartsAsync(string clientId)
    {
        var (token, grant, request) = (Some.Token(clientId), Some.Grant(clientId), Some.TierRequest(clientId));
        await Stores.Tokens.AddAsync(token, None);
        await Stores.Grants.AddAsync(grant, None);
        await Stores.TierRequests.TryAddAsync(request, None);
        await Stores.Outbox.AddAsync(Some.Mail(clientId), None);
        await Stores.Usage.RecordAsync(
            [new UsageDelta(clientId, Some.Today, 1, 1, Some.Now)],
            [new SecretUse(clientId, "s1", Some.Now)],
            None
        );
        return (token, grant, request);
    }

    private async Task ShouldHavePartsAsync(
        string clientId,
        (AccessToken Token, Grant Grant, TierRequest Request) parts,
        bool present
    )
    {
        (await Stores.Tokens.FindAsync(parts.Token.Hash, None) is not null).ShouldBe(present);
        (await Stores.Tokens.CountLiveAsync(clientId, Some.Now, None)).ShouldBe(present ? 1 : 0);
        (await Stores.Grants.FindAsync(parts.Grant.Hash, parts.Grant.Kind, None) is not null).ShouldBe(present);
        (await Stores.TierRequests.FindAsync(parts.Request.Id, None) is not null).ShouldBe(present);
        var usage = await Stores.Usage.ReadAsync(clientId, Some.Today, None);
        (usage.LastUsedAt is not null).ShouldBe(present);
        usage.Days.Length.ShouldBe(present ? 1 : 0);
        usage.SecretsLastUsedAt.Count.ShouldBe(present ? 1 : 0);
    }
}
