using Auth.Bearer.Sessions;
using Auth.OAuth;
using Auth.Storage;
using Auth.Storage.InMemory;

namespace Auth.ClientAuthentication;

/// <summary>A client that is known costs no look-up, and every change of it still counts.</summary>
public sealed class KnownClientTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_is_switched_off_or_removed_gets_no_token_any_more(bool removed)
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        await host.TokenAsync(key);

        if (removed)
        {
            await host.Of<IClientStore>().RemoveAsync(key.Id, CancellationToken.None);
        }
        else
        {
            await host.ChangeAsync(key, client => client with { Disabled = true });
        }

        (await host.RequestTokenAsync(key)).ShouldBeError(401, "invalid_client");
    }

    [Fact]
    public async Task What_another_node_changed_counts_when_the_bound_is_over()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        await host.TokenAsync(key);

        await ElsewhereAsync(host, key, client => client with { Disabled = true });

        host.Clock.Advance(TimeSpan.FromSeconds(5));
        (await host.RequestTokenAsync(key)).ShouldBeError(401, "invalid_client");
    }

    [Fact]
    public async Task A_secret_that_another_node_made_works_at_once()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        await host.TokenAsync(key);
        var next = new ClientSecret("next", Credentials.CredentialHash.OfSecret("next"), host.Clock.GetUtcNow(), null);

        await ElsewhereAsync(host, key, client => client with { Secrets = client.Secrets.Add(next) });

        (await host.RequestTokenAsync(key with { Secret = "next" })).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_was_read_before_a_change_is_not_kept()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        var known = host.Of<KnownClients>();
        (await known.ReadAsync(key.Id, CancellationToken.None)).ShouldNotBeNull();
        known.Find(key.Id).ShouldNotBeNull();

        host.Of<ClientSessions>().Invalidate(key.Id);

        known.Find(key.Id).ShouldBeNull();
    }

    /// <summary>Behind the back of this node.</summary>
    private static async Task ElsewhereAsync(OAuthHost host, Key key, Func<Client, Client> change)
    {
        var clients = new InMemoryClientStore(host.Of<InMemoryDatabase>());
        var client = await clients.FindAsync(key.Id, CancellationToken.None);
        (await clients.TryUpdateAsync(change(client!), CancellationToken.None)).ShouldBeTrue();
    }
}
