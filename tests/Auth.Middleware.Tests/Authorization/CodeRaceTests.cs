using Auth.OAuth;
using Auth.Rig;
using Auth.Storage.Contracts;

namespace Auth.Authorization;

/// <summary>Of many exchanges of one code exactly one wins, and what it bought does not outlive the others.</summary>
public sealed class CodeRaceTests
{
    [Theory]
    [Trait("line", "C3")]
    [Trait("attack", "18")]
    [Trait("rfc", "6749-4.1.2")]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task Fifty_exchanges_of_one_code_issue_one_token(StoreKind store)
    {
        const int Rounds = 60;
        const int Callers = 50;
        await using var host = await AuthorizationHost.StartAsync(
            options => options.RefreshTokens = true,
            setup => setup.Store = store
        );
        var key = await host.AddAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var code = await host.CodeAsync(AuthorizationHost.Request(key));

            var replies = await Race.RunAsync(Callers, async _ => await host.ExchangeAsync(key, code));

            var winner = replies.Where(reply => reply.Status == 200).ShouldHaveSingleItem();
            replies.Count(reply => reply.Status == 400 && reply.Text("error") == "invalid_grant").ShouldBe(Callers - 1);
            (await host.Inner.UseAsync(winner.Text("access_token"))).Status.ShouldBe(401);
            (
                await host.Inner.PostAsync(
                    OAuthHost.TokenPath,
                    key,
                    ("grant_type", "refresh_token"),
                    ("refresh_token", winner.Text("refresh_token"))
                )
            ).ShouldBeError(400, "invalid_grant");
        }
    }

    [Theory]
    [Trait("attack", "18")]
    [Trait("rfc", "9700-4.14.2")]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task Of_many_uses_of_one_refresh_token_one_wins_and_its_family_ends(StoreKind store)
    {
        await using var host = await AuthorizationHost.StartAsync(
            options => options.RefreshTokens = true,
            setup => setup.Store = store
        );
        var key = await host.AddAsync();
        for (var round = 0; round < 20; round++)
        {
            var first = await host.TokenAsync(key);
            (string, string)[] form = [("grant_type", "refresh_token"), ("refresh_token", first.Text("refresh_token"))];

            var replies = await Race.RunAsync(
                20,
                async _ => await host.Inner.PostAsync(OAuthHost.TokenPath, key, form)
            );

            var winner = replies.Where(reply => reply.Status == 200).ShouldHaveSingleItem();
            (await host.Inner.UseAsync(winner.Text("access_token"))).Status.ShouldBe(401);
            (await host.Inner.UseAsync(first.Text("access_token"))).Status.ShouldBe(401);
        }
    }
}
