using Auth.Credentials;
using Auth.Rig;
using Auth.Storage;

namespace Auth.OAuth;

/// <summary>RFC 7009.</summary>
public sealed class RevocationTests
{
    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("rfc", "7009-2")]
    [Trait("line", "R1")]
    [Trait("line", "R4")]
    public async Task A_revoked_token_is_refused_from_the_next_request_on(StoreKind store)
    {
        await using var host = await OAuthHost.StartAsync(setup => setup.Store = store);
        var key = await host.RegisterAsync();
        var (token, other) = (await host.TokenAsync(key), await host.TokenAsync(key));
        (await host.UseAsync(token)).Status.ShouldBe(200);

        var reply = await RevokeAsync(host, key, token);

        reply.Status.ShouldBe(200);
        reply.Body.ShouldBeEmpty();
        reply.ShouldNotBeStored();
        (await host.UseAsync(token)).Status.ShouldBe(401);
        (await host.UseAsync(other)).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("rfc", "7009-2.2")]
    [Trait("line", "R2")]
    public async Task Revoking_what_is_not_there_is_a_success_and_hints_do_not_matter()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        var token = await host.TokenAsync(key);
        var old = await host.TokenAsync(key);
        var last = token[^1] == 'x' ? 'y' : 'x';

        (await RevokeAsync(host, key, "nonsense")).Status.ShouldBe(200);
        (await RevokeAsync(host, key, token[..^1] + last)).Status.ShouldBe(200);
        (await RevokeAsync(host, key, token, ("token_type_hint", "refresh_token"))).Status.ShouldBe(200);
        (await RevokeAsync(host, key, token, ("token_type_hint", "no_such_hint"))).Status.ShouldBe(200);
        (await host.UseAsync(token)).Status.ShouldBe(401);
        host.Clock.Advance(TimeSpan.FromHours(2));
        (await RevokeAsync(host, key, old)).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("rfc", "7009-2.1")]
    [Trait("line", "R3")]
    public async Task The_token_of_another_client_is_left_alone()
    {
        await using var host = await OAuthHost.StartAsync();
        var token = await host.TokenAsync(await host.RegisterAsync());

        var reply = await RevokeAsync(host, await host.RegisterAsync(), token);

        reply.ShouldBeError(400, "unauthorized_client");
        (await host.UseAsync(token)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("rfc", "7009-2.1")]
    [Trait("line", "R5")]
    public async Task With_its_client_a_token_ends_at_once(StoreKind store)
    {
        await using var host = await OAuthHost.StartAsync(setup => setup.Store = store);
        var key = await host.RegisterAsync();
        var token = await host.TokenAsync(key);
        (await host.UseAsync(token)).Status.ShouldBe(200);

        (await host.SendAsync(HttpMethod.Delete, key.Path, content: null, key.Manage)).Status.ShouldBe(204);

        (await host.UseAsync(token)).Status.ShouldBe(401);
        (await host.RequestTokenAsync(key)).ShouldBeError(401, "invalid_client");
    }

    [Fact]
    [Trait("rfc", "7009-2.1")]
    [Trait("line", "R6")]
    public async Task A_public_client_revokes_its_own_token_by_its_id_and_nobody_elses()
    {
        await using var host = await OAuthHost.StartAsync();
        var app = await AddPublicAsync(host, "app");
        var other = await AddPublicAsync(host, "other");
        var secretive = await host.RegisterAsync();
        var theirs = await host.TokenAsync(secretive);

        (await RevokeByIdAsync(host, "other", app)).ShouldBeError(400, "unauthorized_client");
        (await RevokeByIdAsync(host, secretive.Id, theirs)).ShouldBeError(401, "invalid_client");
        (await RevokeByIdAsync(host, "app", app)).Status.ShouldBe(200);

        (await host.UseAsync(app)).Status.ShouldBe(401);
        (await host.UseAsync(other)).Status.ShouldBe(200);
        (await host.UseAsync(theirs)).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("rfc", "7009-2.2.1")]
    [Trait("line", "R8")]
    public async Task A_request_without_a_token_or_for_a_token_of_another_kind_is_refused()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();

        (await host.PostAsync(OAuthHost.RevokePath, key)).ShouldBeError(400, "invalid_request");
        (await RevokeAsync(host, key, "")).ShouldBeError(400, "invalid_request");
        (await RevokeAsync(host, key, key.RegistrationToken)).ShouldBeError(400, "unsupported_token_type");
        (await host.GetAsync(key.Path, key.Manage)).Status.ShouldBe(200);
        (await host.GetAsync(OAuthHost.RevokePath)).Status.ShouldBe(405);
        var callback = await RevokeAsync(host, key, "x", ("callback", "evil"));
        callback.Body.ShouldBeEmpty();
    }

    [Fact]
    [Trait("rfc", "7009-2")]
    [Trait("line", "R1")]
    public async Task Only_clients_revoke()
    {
        await using var host = await OAuthHost.StartAsync();
        var key = await host.RegisterAsync();
        var token = await host.TokenAsync(key);

        (await host.PostAsync(OAuthHost.RevokePath, ("token", token))).ShouldBeError(401, "invalid_client");
        (await RevokeAsync(host, key with { Secret = "x" }, token)).ShouldBeError(401, "invalid_client");
        (await host.UseAsync(token)).Status.ShouldBe(200);
    }

    private static Task<Reply> RevokeAsync(
        OAuthHost host,
        Key key,
        string token,
        params IEnumerable<(string Name, string Value)> more
    ) => host.PostAsync(OAuthHost.RevokePath, key, [("token", token), .. more]);

    private static Task<Reply> RevokeByIdAsync(OAuthHost host, string id, string token) =>
        host.PostAsync(OAuthHost.RevokePath, ("client_id", id), ("token", token));

    /// <summary>Stores a public client with a token, as a grant with users would.</summary>
    private static async Task<string> AddPublicAsync(OAuthHost host, string id)
    {
        await host.AddAsync(id, "unused", client => client with { Secrets = [], AuthenticationMethod = "none" });
        var token = host.Of<CredentialFormat>().Create(CredentialKind.AccessToken);
        var now = host.Clock.GetUtcNow();
        await host.Of<ITokenStore>()
            .AddAsync(
                new AccessToken(CredentialHash.OfToken(token), id, ["read"], now, now.AddHours(1)),
                CancellationToken.None
            );
        return token;
    }
}
