using Auth.Rig;

namespace Auth.OAuth;

/// <summary>What introspection says of a token and what a resource does with it are one truth.</summary>
public sealed class AgreementTests
{
    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("rfc", "7662-4")]
    [Trait("line", "I5")]
    [Trait("line", "R4")]
    public async Task Introspection_and_resources_agree_on_a_token_in_every_state(StoreKind store)
    {
        await using var host = await OAuthHost.StartAsync(setup =>
        {
            setup.Store = store;
            setup.Auth = options => options.Token.MaxLivePerClient = 2;
        });
        var api = await host.AddAsync("api", "secret", client => client with { IsResourceServer = true });

        await CheckAsync("live", true, (_, _) => Task.CompletedTask);
        await CheckAsync("revoked", false, (key, token) => host.PostAsync(OAuthHost.RevokePath, key, ("token", token)));
        await CheckAsync("disabled", false, (key, _) => host.ChangeAsync(key, c => c with { Disabled = true }));
        await CheckAsync(
            "enabled again",
            true,
            async (key, _) =>
            {
                await host.ChangeAsync(key, client => client with { Disabled = true });
                await host.ChangeAsync(key, client => client with { Disabled = false });
            }
        );
        await CheckAsync(
            "lapsed",
            false,
            (key, _) =>
                host.ChangeAsync(key, client => client with { Verified = false, LapsesAt = host.Clock.GetUtcNow() })
        );
        await CheckAsync(
            "unverified",
            true,
            (key, _) => host.ChangeAsync(key, client => client with { Verified = false })
        );
        await CheckAsync(
            "removed",
            false,
            (key, _) => host.SendAsync(HttpMethod.Delete, key.Path, content: null, key.Manage)
        );
        await CheckAsync(
            "trimmed",
            false,
            async (key, _) =>
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                await host.TokenAsync(key);
                await host.TokenAsync(key);
            }
        );
        await CheckAsync("registration shrank", false, (key, _) => ReplaceAsync(key, "write"));
        await CheckAsync("registration grew", true, (key, _) => ReplaceAsync(key, "read write admin:write"));
        await CheckAsync(
            "secret rotated",
            true,
            (key, _) =>
                host.SendJsonAsync(HttpMethod.Post, key.Path + "/secret", """{"overlap_seconds":0}""", key.Manage)
        );
        await CheckAsync("a moment before its end", true, (_, _) => LetPassAsync(3_599));
        await CheckAsync("at its end", false, (_, _) => LetPassAsync(3_600));

        async Task CheckAsync(string state, bool alive, Func<Key, string, Task> happens)
        {
            var key = await host.RegisterAsync("""{"scope":"read write"}""");
            var token = await host.TokenAsync(key);
            // Warm every cache with the token alive.
            (await host.UseAsync(token)).Status.ShouldBe(200, state);
            (await IsActiveAsync(token)).ShouldBeTrue(state);

            await happens(key, token);

            (await host.UseAsync(token)).Status.ShouldBe(alive ? 200 : 401, state);
            (await IsActiveAsync(token)).ShouldBe(alive, state);
        }

        async Task<bool> IsActiveAsync(string token) =>
            (await host.IntrospectAsync(api, token)).Json.GetProperty("active").GetBoolean();

        Task<Reply> ReplaceAsync(Key key, string scope) =>
            host.SendJsonAsync(
                HttpMethod.Put,
                key.Path,
                $$"""{"client_id":"{{key.Id}}","scope":"{{scope}}"}""",
                key.Manage
            );

        Task LetPassAsync(int seconds)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(seconds));
            return Task.CompletedTask;
        }
    }
}
