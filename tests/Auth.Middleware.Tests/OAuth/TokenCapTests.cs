using Auth.Rig;
using Auth.Storage;
using Auth.TestKit;

namespace Auth.OAuth;

/// <summary>A client that asks for a token with every request does not fill the store.</summary>
public sealed class TokenCapTests
{
    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task Beyond_the_cap_the_oldest_token_is_revoked(StoreKind store)
    {
        await using var host = await StartAsync(cap: 3, store);
        var key = await host.RegisterAsync();
        var tokens = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            tokens.Add(await host.TokenAsync(key));
            (await host.UseAsync(tokens[^1])).Status.ShouldBe(200);
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var (token, index) in tokens.Select((token, index) => (token, index)))
        {
            (await host.UseAsync(token)).Status.ShouldBe(index < 4 ? 401 : 200, $"token {index}");
        }
    }

    [Fact]
    public async Task Tokens_that_have_ended_make_room_and_other_clients_do_not_count()
    {
        await using var host = await StartAsync(cap: 2);
        var (key, other) = (await host.RegisterAsync(), await host.RegisterAsync());
        await host.TokenAsync(key);
        await host.TokenAsync(key);
        host.Clock.Advance(TimeSpan.FromHours(2));
        var kept = await host.TokenAsync(key);
        await host.TokenAsync(other);
        await host.TokenAsync(other);

        await host.TokenAsync(key);

        (await host.UseAsync(kept)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_crowd_of_concurrent_requests_leaves_no_more_than_the_cap()
    {
        await using var host = await StartAsync(cap: 5);
        var key = await host.RegisterAsync();

        await Race.RunAsync(8, 10, (_, _) => host.TokenAsync(key));

        var live = await host.Of<ITokenStore>().CountLiveAsync(key.Id, host.Clock.GetUtcNow(), CancellationToken.None);
        live.ShouldBeInRange(1, 5);
    }

    private static Task<OAuthHost> StartAsync(int cap, StoreKind store = StoreKind.Memory) =>
        OAuthHost.StartAsync(setup =>
        {
            setup.Store = store;
            setup.Auth = options => options.Token.MaxLivePerClient = cap;
        });
}
