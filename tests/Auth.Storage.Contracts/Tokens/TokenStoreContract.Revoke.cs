using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

public abstract partial class TokenStoreContract
{
    [Fact]
    public async Task Revoking_is_idempotent()
    {
        var client = await AddClientAsync();
        var (token, other) = (await AddTokenAsync(Some.Token(client.Id)), await AddTokenAsync(Some.Token(client.Id)));

        (await Tokens.RevokeAsync(token.Hash, client.Id, None)).ShouldBeTrue();
        (await Tokens.RevokeAsync(token.Hash, client.Id, None)).ShouldBeFalse();
        (await Tokens.RevokeAsync(Some.Hash(), client.Id, None)).ShouldBeFalse();

        (await Tokens.FindAsync(token.Hash, None)).ShouldBeNull();
        (await Tokens.FindAsync(other.Hash, None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Nobody_revokes_the_token_of_another_client()
    {
        var (owner, stranger) = (await AddClientAsync(), await AddClientAsync());
        var token = await AddTokenAsync(Some.Token(owner.Id));

        (await Tokens.RevokeAsync(token.Hash, stranger.Id, None)).ShouldBeFalse();

        (await Tokens.FindAsync(token.Hash, None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Of_many_revocations_of_one_token_exactly_one_counts()
    {
        var client = await AddClientAsync();
        for (var round = 0; round < 5; round++)
        {
            var token = await AddTokenAsync(Some.Token(client.Id));

            var revoked = await Race.RunAsync(24, _ => Tokens.RevokeAsync(token.Hash, client.Id, None));

            revoked.Count(success => success).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Trimming_takes_the_oldest_tokens_of_one_client()
    {
        var (client, other) = (await AddClientAsync(), await AddClientAsync());
        var kept = await AddTokenAsync(Some.Token(other.Id));
        var tokens = new List<AccessToken>();
        foreach (var age in (int[])[3, 1, 4, 0, 2])
        {
            tokens.Add(await AddTokenAsync(Some.Token(client.Id) with { IssuedAt = Some.Now.AddMinutes(-age) }));
        }

        (await Tokens.TrimAsync(client.Id, null, 2, None)).ShouldBe(3);
        (await Tokens.TrimAsync(client.Id, null, 2, None)).ShouldBe(0);

        foreach (var token in tokens)
        {
            (await Tokens.FindAsync(token.Hash, None) is not null).ShouldBe(token.IssuedAt >= Some.Now.AddMinutes(-1));
        }

        (await Tokens.FindAsync(kept.Hash, None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Revoking_all_takes_the_tokens_of_one_client()
    {
        var (client, other) = (await AddClientAsync(), await AddClientAsync());
        await AddTokenAsync(Some.Token(client.Id));
        await AddTokenAsync(Some.Token(client.Id, Some.Now.AddDays(-1)));
        await AddTokenAsync(Some.Token(client.Id) with { ExpiresAt = null });
        var kept = await AddTokenAsync(Some.Token(other.Id));

        (await Tokens.RevokeAllAsync(client.Id, None)).ShouldBe(3);
        (await Tokens.RevokeAllAsync(client.Id, None)).ShouldBe(0);

        (await Tokens.FindAsync(kept.Hash, None)).ShouldNotBeNull();
        (await Tokens.CountLiveAsync(client.Id, Some.Now, None)).ShouldBe(0);
    }

    [Fact]
    public async Task A_token_is_live_until_its_end_and_not_at_it()
    {
        var (client, other) = (await AddClientAsync(), await AddClientAsync());
        await AddTokenAsync(Some.Token(client.Id, Some.Now - Some.Tick));
        await AddTokenAsync(Some.Token(client.Id, Some.Now));
        await AddTokenAsync(Some.Token(client.Id, Some.Now + Some.Tick));
        await AddTokenAsync(Some.Token(client.Id) with { ExpiresAt = null });
        await AddTokenAsync(Some.Token(other.Id));

        (await Tokens.CountLiveAsync(client.Id, Some.Now, None)).ShouldBe(2);
        (await Tokens.CountLiveAsync(Some.Id(), Some.Now, None)).ShouldBe(0);
    }

    [Fact]
    public async Task Removing_expired_tokens_stops_at_the_time_given()
    {
        var client = await AddClientAsync();
        var before = await AddTokenAsync(Some.Token(client.Id, Some.Now - Some.Tick));
        var exactly = await AddTokenAsync(Some.Token(client.Id, Some.Now));
        var after = await AddTokenAsync(Some.Token(client.Id, Some.Now + Some.Tick));
        var endless = await AddTokenAsync(Some.Token(client.Id) with { ExpiresAt = null });

        (await Tokens.RemoveExpiredAsync(Some.Now, 10, None)).ShouldBe(2);

        (await Tokens.FindAsync(before.Hash, None)).ShouldBeNull();
        (await Tokens.FindAsync(exactly.Hash, None)).ShouldBeNull();
        (await Tokens.FindAsync(after.Hash, None)).ShouldNotBeNull();
        (await Tokens.FindAsync(endless.Hash, None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Removing_expired_tokens_takes_a_batch_at_a_time()
    {
        var client = await AddClientAsync();
        for (var count = 0; count < 5; count++)
        {
            await AddTokenAsync(Some.Token(client.Id, Some.Now));
        }

        (await Tokens.RemoveExpiredAsync(Some.Now, 3, None)).ShouldBe(3);
        (await Tokens.RemoveExpiredAsync(Some.Now, 3, None)).ShouldBe(2);
        (await Tokens.RemoveExpiredAsync(Some.Now, 3, None)).ShouldBe(0);
    }
}
