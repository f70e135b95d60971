using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

public abstract partial class GrantStoreContract
{
    private const string Code = GrantKinds.AuthorizationCode;

    [Fact]
    public async Task A_code_keeps_its_user_its_approval_and_what_it_is_bound_to()
    {
        var code = await AddGrantAsync(Some.Code((await AddClientAsync()).Id, "ada", "approval"));

        (await Grants.FindAsync(code.Hash, Code, None)).ShouldBe(code);
    }

    [Fact]
    public async Task Redeeming_takes_the_code_and_stores_what_it_buys()
    {
        var client = await AddClientAsync();
        var code = await AddGrantAsync(Some.Code(client.Id, "ada", "approval"));
        var token = Some.UserToken(client.Id, "ada", "approval");
        var next = Some.Code(client.Id, "ada", "approval") with { Kind = GrantKinds.RefreshToken };

        var outcome = await Grants.RedeemAsync(code.Hash, Code, Some.Now, token, next, None);

        outcome.ShouldBe(new TakeGrantOutcome(TakeGrantStatus.Taken, code with { UsedAt = Some.Now }));
        (await Stores.Tokens.FindAsync(token.Hash, None))!.Token.AuthorizationId.ShouldBe("approval");
        (await Grants.FindAsync(next.Hash, GrantKinds.RefreshToken, None)).ShouldBe(next);
    }

    [Fact]
    public async Task A_code_that_is_used_expired_or_of_another_kind_buys_nothing()
    {
        var client = await AddClientAsync();
        var (used, expired) = (
            await AddGrantAsync(Some.Code(client.Id, "ada", "a")),
            await AddGrantAsync(Some.Code(client.Id, "ada", "b") with { ExpiresAt = Some.Now })
        );
        await Grants.TakeAsync(used.Hash, Code, Some.Now, None);

        await RefusedAsync(used, Code, TakeGrantStatus.AlreadyUsed);
        await RefusedAsync(expired, Code, TakeGrantStatus.Expired);
        await RefusedAsync(expired with { Hash = Some.Hash() }, Code, TakeGrantStatus.Missing);
        await RefusedAsync(expired, GrantKinds.RefreshToken, TakeGrantStatus.Missing);

        async Task RefusedAsync(Grant grant, string kind, TakeGrantStatus status)
        {
            var token = Some.UserToken(client.Id, "ada", "a");
            var next = Some.Code(client.Id, "ada", "a");
            (await Grants.RedeemAsync(grant.Hash, kind, Some.Now, token, next, None)).Status.ShouldBe(status);
            (await Stores.Tokens.FindAsync(token.Hash, None)).ShouldBeNull();
            (await Grants.FindAsync(next.Hash, next.Kind, None)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_purchase_that_cannot_be_stored_leaves_the_code_unused()
    {
        var client = await AddClientAsync();
        var code = await AddGrantAsync(Some.Code(client.Id, "ada", "approval"));
        var token = Some.UserToken(client.Id, "ada", "approval");

        await Should.ThrowAsync<InvalidOperationException>(async () =>
            await Grants.RedeemAsync(code.Hash, Code, Some.Now, token with { ClientId = Some.Id() }, null, None)
        );

        (await Grants.FindAsync(code.Hash, Code, None))!.UsedAt.ShouldBeNull();
        (await Grants.RedeemAsync(code.Hash, Code, Some.Now, token, null, None)).Status.ShouldBe(TakeGrantStatus.Taken);
    }

    [Fact]
    public async Task Of_many_purchases_with_one_code_exactly_one_is_stored_and_losers_see_it()
    {
        for (var round = 0; round < 20; round++)
        {
            var client = await AddClientAsync();
            var code = await AddGrantAsync(Some.Code(client.Id, "ada", $"approval-{round}"));

            var seen = await Race.RunAsync(
                50,
                async _ =>
                {
                    var token = Some.UserToken(client.Id, "ada", code.AuthorizationId!);
                    var outcome = await Grants.RedeemAsync(code.Hash, Code, Some.Now, token, null, None);
                    return (outcome.Status, Live: await Stores.Tokens.CountLiveAsync(client.Id, Some.Now, None));
                }
            );

            seen.Count(caller => caller.Status == TakeGrantStatus.Taken).ShouldBe(1);
            seen.Count(caller => caller.Status == TakeGrantStatus.AlreadyUsed).ShouldBe(49);
            seen.ShouldAllBe(caller => caller.Live == 1);
        }
    }

    [Fact]
    public async Task The_open_grants_of_a_user_are_listed_newest_first()
    {
        var client = await AddClientAsync();
        var old = await AddGrantAsync(Some.Code(client.Id, "ada", "a") with { CreatedAt = Some.Now.AddDays(-1) });
        var fresh = await AddGrantAsync(Some.Code(client.Id, "ada", "b"));
        var used = await AddGrantAsync(Some.Code(client.Id, "ada", "c"));
        await Grants.TakeAsync(used.Hash, Code, Some.Now, None);
        await AddGrantAsync(Some.Code(client.Id, "ada", "d") with { ExpiresAt = Some.Now });
        await AddGrantAsync(Some.Code(client.Id, "ada", "e") with { Kind = GrantKinds.RefreshToken });
        await AddGrantAsync(Some.Code(client.Id, "bob", "f"));

        (await Grants.ListAsync("ada", Code, Some.Now, 10, None)).ShouldBe([fresh, old]);
        (await Grants.ListAsync("ada", Code, Some.Now, 1, None)).ShouldBe([fresh]);
    }

    [Fact]
    public async Task Removing_an_approval_or_a_user_takes_used_grants_too()
    {
        var (client, other) = (await AddClientAsync(), await AddClientAsync());
        var used = await AddGrantAsync(Some.Code(client.Id, "ada", "approval"));
        await Grants.TakeAsync(used.Hash, Code, Some.Now, None);
        await AddGrantAsync(Some.Code(client.Id, "ada", "approval") with { Kind = GrantKinds.RefreshToken });
        var second = await AddGrantAsync(Some.Code(client.Id, "ada", "another"));
        var bobs = await AddGrantAsync(Some.Code(client.Id, "bob", "b"));
        var elsewhere = await AddGrantAsync(Some.Code(other.Id, "ada", "c"));

        (await Grants.RemoveByAuthorizationAsync("approval", None)).ShouldBe(2);
        (await Grants.RemoveByAuthorizationAsync("approval", None)).ShouldBe(0);
        (await Grants.FindAsync(second.Hash, Code, None)).ShouldNotBeNull();
        (await Grants.RemoveBySubjectAsync("ada", client.Id, None)).ShouldBe(1);

        (await Grants.FindAsync(second.Hash, Code, None)).ShouldBeNull();
        (await Grants.FindAsync(bobs.Hash, Code, None)).ShouldNotBeNull();
        (await Grants.FindAsync(elsewhere.Hash, Code, None)).ShouldNotBeNull();
    }
}
