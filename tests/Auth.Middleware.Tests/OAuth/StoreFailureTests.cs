using Auth.Storage;

namespace Auth.OAuth;

/// <summary>A store that is down is never taken for an answer.</summary>
public sealed class StoreFailureTests
{
    [Fact]
    [Trait("rfc", "6749-4.1.2.1")]
    [Trait("line", "E18")]
    [Trait("line", "R7")]
    [Trait("line", "H1")]
    [Trait("attack", "63")]
    public async Task While_the_store_is_down_every_endpoint_answers_503_and_works_afterwards()
    {
        BrokenTokenStore store = null!;
        await using var host = await OAuthHost.StartAsync(setup =>
            setup.Builder = builder =>
                builder.UseStore<ITokenStore>(provider =>
                    store = new BrokenTokenStore(
                        Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<Storage.InMemory.InMemoryTokenStore>(
                            provider
                        )
                    )
                )
        );
        var key = await host.RegisterAsync();
        var token = await host.TokenAsync(key);
        store.IsDown = true;

        ShouldBeDown(await host.RequestTokenAsync(key));
        ShouldBeDown(await host.PostAsync(OAuthHost.RevokePath, key, ("token", token)));
        ShouldBeDown(await host.IntrospectAsync(key, token));
        ShouldBeDown(await host.GetAsync(OAuthHost.KeyPath, OAuthHost.Bearer(token)));

        store.IsDown = false;
        (await host.GetAsync(OAuthHost.KeyPath, OAuthHost.Bearer(token))).Status.ShouldBe(200);
        (await host.PostAsync(OAuthHost.RevokePath, key, ("token", token))).Status.ShouldBe(200);
        (await host.UseAsync(token)).Status.ShouldBe(401);

        static void ShouldBeDown(Reply reply)
        {
            reply.ShouldBeError(503, "temporarily_unavailable");
            reply.Header("Retry-After").ShouldBe("5");
        }
    }

    private sealed class BrokenTokenStore(ITokenStore inner) : ITokenStore
    {
        public bool IsDown { get; set; }

        private ITokenStore Inner => IsDown ? throw new IOException("The store is down.") : inner;

        public ValueTask AddAsync(AccessToken token, CancellationToken cancellationToken) =>
            Inner.AddAsync(token, cancellationToken);

        public ValueTask<TokenLookup?> FindAsync(TokenHash hash, CancellationToken cancellationToken) =>
            Inner.FindAsync(hash, cancellationToken);

        public ValueTask<bool> RevokeAsync(TokenHash hash, string clientId, CancellationToken cancellationToken) =>
            Inner.RevokeAsync(hash, clientId, cancellationToken);

        public ValueTask<int> RevokeAllAsync(string clientId, CancellationToken cancellationToken) =>
            Inner.RevokeAllAsync(clientId, cancellationToken);

        public ValueTask<int> TrimAsync(string clientId, int keep, CancellationToken cancellationToken) =>
            Inner.TrimAsync(clientId, keep, cancellationToken);

        public ValueTask<int> CountLiveAsync(
            string clientId,
            DateTimeOffset now,
            CancellationToken cancellationToken
        ) => Inner.CountLiveAsync(clientId, now, cancellationToken);

        public ValueTask<int> RemoveExpiredAsync(
            DateTimeOffset before,
            int batch,
            CancellationToken cancellationToken
        ) => Inner.RemoveExpiredAsync(before, batch, cancellationToken);
    }
}
