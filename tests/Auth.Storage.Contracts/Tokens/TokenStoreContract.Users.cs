using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

public abstract partial class TokenStoreContract
{
    [Fact]
    public async Task A_token_keeps_the_approval_it_came_from()
    {
        var client = await AddClientAsync();
        var token = await AddTokenAsync(Some.UserToken(client.Id, "ada", "approval"));

        var found = (await Tokens.FindAsync(token.Hash, None))!.Token;

        found.Subject.ShouldBe("ada");
        found.AuthorizationId.ShouldBe("approval");
    }

    [Fact]
    public async Task The_tokens_of_a_user_are_listed_newest_first_with_their_clients()
    {
        var (first, second) = (await AddClientAsync(), await AddClientAsync());
        var old = await AddTokenAsync(Some.UserToken(first.Id, "ada", "a") with { IssuedAt = Some.Now.AddDays(-1) });
        var fresh = await AddTokenAsync(Some.UserToken(second.Id, "ada", "b") with { ExpiresAt = null });
        await AddTokenAsync(Some.UserToken(first.Id, "ada", "c") with { ExpiresAt = Some.Now });
        await AddTokenAsync(Some.UserToken(first.Id, "bob", "d"));
        await AddTokenAsync(Some.Token(first.Id));

        var listed = await Tokens.ListAsync("ada", Some.Now, 10, None);

        listed.Select(pair => pair.Token.Hash).ShouldBe([fresh.Hash, old.Hash]);
        listed.Select(pair => pair.Client.Id).ShouldBe([second.Id, first.Id]);
        (await Tokens.ListAsync("ada", Some.Now, 1, None)).ShouldHaveSingleItem().Token.Hash.ShouldBe(fresh.Hash);
        (await Tokens.ListAsync("nobody", Some.Now, 10, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Revoking_an_approval_takes_what_was_bought_with_it_and_nothing_else()
    {
        var (client, other) = (await AddClientAsync(), await AddClientAsync());
        var first = await AddTokenAsync(Some.UserToken(client.Id, "ada", "approval"));
        var second = await AddTokenAsync(Some.UserToken(client.Id, "ada", "approval"));
        var kept = await AddTokenAsync(Some.UserToken(client.Id, "ada", "another"));
        var own = await AddTokenAsync(Some.Token(client.Id));

        (await Tokens.RevokeByAuthorizationAsync("approval", other.Id, None)).ShouldBe(0);
        (await Tokens.RevokeByAuthorizationAsync("approval", client.Id, None)).ShouldBe(2);
        (await Tokens.RevokeByAuthorizationAsync("approval", client.Id, None)).ShouldBe(0);

        (await Tokens.FindAsync(first.Hash, None)).ShouldBeNull();
        (await Tokens.FindAsync(second.Hash, None)).ShouldBeNull();
        (await Tokens.FindAsync(kept.Hash, None)).ShouldNotBeNull();
        (await Tokens.FindAsync(own.Hash, None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Revoking_for_a_user_leaves_other_users_and_other_clients_alone()
    {
        var (client, other) = (await AddClientAsync(), await AddClientAsync());
        await AddTokenAsync(Some.UserToken(client.Id, "ada", "a"));
        await AddTokenAsync(Some.UserToken(client.Id, "ada", "b"));
        var bobs = await AddTokenAsync(Some.UserToken(client.Id, "bob", "c"));
        var elsewhere = await AddTokenAsync(Some.UserToken(other.Id, "ada", "d"));
        var own = await AddTokenAsync(Some.Token(client.Id));

        (await Tokens.RevokeBySubjectAsync("ada", client.Id, None)).ShouldBe(2);
        (await Tokens.RevokeBySubjectAsync("ada", client.Id, None)).ShouldBe(0);

        foreach (var kept in (AccessToken[])[bobs, elsewhere, own])
        {
            (await Tokens.FindAsync(kept.Hash, None)).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Trimming_counts_the_tokens_of_one_user_or_of_none()
    {
        var client = await AddClientAsync();
        var bobs = await AddTokenAsync(Some.UserToken(client.Id, "bob", "b") with { IssuedAt = Some.Now.AddDays(-9) });
        var own = await AddTokenAsync(Some.Token(client.Id) with { IssuedAt = Some.Now.AddDays(-9) });
        var oldest = await AddTokenAsync(
            Some.UserToken(client.Id, "ada", "a") with
            {
                IssuedAt = Some.Now.AddDays(-3),
            }
        );
        await AddTokenAsync(Some.UserToken(client.Id, "ada", "a"));

        (await Tokens.TrimAsync(client.Id, "ada", 1, None)).ShouldBe(1);
        (await Tokens.TrimAsync(client.Id, null, 1, None)).ShouldBe(0);

        (await Tokens.FindAsync(oldest.Hash, None)).ShouldBeNull();
        (await Tokens.FindAsync(bobs.Hash, None)).ShouldNotBeNull();
        (await Tokens.FindAsync(own.Hash, None)).ShouldNotBeNull();
    }
}
