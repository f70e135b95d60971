using Auth.Rig;

namespace Auth.OAuth;

/// <summary>Guessing secrets is slow, and nobody can be locked out by another's guesses.</summary>
public sealed class FailedAuthenticationTests
{
    private const string Near = "192.0.2.1";
    private const string Far = "198.51.100.9";

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("rfc", "6749-2.3.1")]
    [Trait("line", "E17")]
    [Trait("line", "H1")]
    public async Task Too_many_wrong_secrets_stop_that_client_from_that_address_for_a_while(StoreKind store)
    {
        await using var host = await OAuthHost.StartAsync(setup => setup.Store = store);
        var key = await host.RegisterAsync();
        var other = await host.RegisterAsync();
        for (var i = 0; i < 20; i++)
        {
            (await AskAsync(host, key with { Secret = $"guess{i}" }, Near)).ShouldBeError(401, "invalid_client");
        }

        var stopped = await AskAsync(host, key, Near);

        stopped.ShouldBeError(429, "rate_limited");
        var wait = int.Parse(stopped.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture);
        // A minute, and what the window is coarser than a log of all failures.
        wait.ShouldBeInRange(1, 64);
        (await AskAsync(host, key, Far)).Status.ShouldBe(200);
        (await AskAsync(host, other, Near)).Status.ShouldBe(200);
        host.Clock.Advance(TimeSpan.FromSeconds(wait));
        (await AskAsync(host, key, Near)).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("rfc", "6749-2.3.1")]
    [Trait("line", "E17")]
    public async Task Too_many_wrong_secrets_for_many_clients_stop_the_address()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        for (var i = 0; i < 120; i++)
        {
            (await AskAsync(host, new Key($"client{i}", "guess", ""), Near)).Status.ShouldBe(401);
        }

        var stopped = await AskAsync(host, key, Near);

        stopped.ShouldBeError(429, "rate_limited");
        stopped.Header("Retry-After").ShouldNotBeNull();
        (await AskAsync(host, key, Far)).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("rfc", "6749-2.3.1")]
    [Trait("line", "E17")]
    public async Task Success_is_never_counted_and_all_endpoints_count_together()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        for (var i = 0; i < 200; i++)
        {
            (await AskAsync(host, key, Near)).Status.ShouldBe(200);
        }

        var wrong = key with { Secret = "wrong" };
        for (var i = 0; i < 20; i++)
        {
            var path = i % 2 == 0 ? OAuthHost.RevokePath : OAuthHost.IntrospectPath;
            var form = OAuthHost.Form(("token", "x"));
            var reply = await host.SendAsync(HttpMethod.Post, path, form, wrong.Basic, OAuthHost.From(Near));
            reply.ShouldBeError(401, "invalid_client");
        }

        (await AskAsync(host, key, Near)).ShouldBeError(429, "rate_limited");
    }

    [Fact]
    [Trait("rfc", "6749-2.3.1")]
    [Trait("line", "E17")]
    public async Task Addresses_of_one_IPv6_network_count_as_one_and_mapped_ones_as_what_they_map()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        for (var i = 0; i < 20; i++)
        {
            await AskAsync(host, key with { Secret = "wrong" }, $"2001:db8::{i + 1:x}");
            await AskAsync(host, key with { Secret = "wrong" }, i % 2 == 0 ? Near : "::ffff:" + Near);
        }

        (await AskAsync(host, key, "2001:db8::ffff")).Status.ShouldBe(429);
        (await AskAsync(host, key, "2001:db8:0:1::1")).Status.ShouldBe(200);
        (await AskAsync(host, key, Near)).Status.ShouldBe(429);
    }

    private static Task<Reply> AskAsync(OAuthHost host, Key key, string address) =>
        host.SendAsync(
            HttpMethod.Post,
            OAuthHost.TokenPath,
            OAuthHost.Form(OAuthHost.Grant),
            key.Basic,
            OAuthHost.From(address)
        );
}
