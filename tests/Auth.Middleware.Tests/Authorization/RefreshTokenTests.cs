using Auth.OAuth;
using Auth.Token;

namespace Auth.Authorization;

/// <summary>Refresh tokens: for hosts and clients that ask for them, good for one use each, and one family an approval.</summary>
public sealed class RefreshTokenTests : IAsyncLifetime
{
    private AuthorizationHost _host = null!;
    private Key _key = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await AuthorizationHost.StartAsync(options => options.RefreshTokens = true);
        _key = await _host.AddAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("rfc", "6749-6")]
    public async Task A_refresh_token_buys_a_new_pair_for_the_same_user()
    {
        var first = await _host.TokenAsync(_key);

        var second = await RefreshAsync(first);

        second.Status.ShouldBe(200, second.Body);
        second.ShouldNotBeStored();
        second.Text("refresh_token").ShouldNotBe(first.Text("refresh_token"));
        second.Text("scope").ShouldBe("read");
        (await _host.Inner.UseAsync(second.Text("access_token"))).Status.ShouldBe(200);
        (await _host.Inner.IntrospectAsync(_key, second.Text("access_token"))).Text("sub").ShouldBe("id-ada");
    }

    [Fact]
    [Trait("rfc", "9700-4.14.2")]
    public async Task A_refresh_token_that_comes_twice_ends_its_family_and_no_other()
    {
        var other = await _host.TokenAsync(_key);
        var first = await _host.TokenAsync(_key);
        var second = await RefreshAsync(first);
        var third = await RefreshAsync(second);

        var reused = await RefreshAsync(first);

        reused.ShouldBeError(400, "invalid_grant");
        foreach (var ended in (Reply[])[first, second, third])
        {
            (await _host.Inner.UseAsync(ended.Text("access_token"))).Status.ShouldBe(401);
            (await RefreshAsync(ended)).ShouldBeError(400, "invalid_grant");
        }

        (await RefreshAsync(other)).Status.ShouldBe(200);
        (await _host.Facts.NextAsync<GrantReplayed>()).Kind.ShouldBe("refresh_token");
    }

    [Fact]
    [Trait("rfc", "6749-6")]
    public async Task A_scope_may_be_narrowed_for_one_token_and_never_widened()
    {
        var code = await _host.CodeAsync(AuthorizationHost.Request(_key, ("scope", "read write")));
        var first = await _host.ExchangeAsync(_key, code);

        var wider = await RefreshAsync(first, ("scope", "read write admin:write"));
        var narrow = await RefreshAsync(first, ("scope", "read"));
        var full = await RefreshAsync(narrow);

        wider.ShouldBeError(400, "invalid_scope");
        narrow.Text("scope").ShouldBe("read");
        full.Text("scope").ShouldBe("read write");
    }

    [Fact]
    [Trait("rfc", "6749-10.4")]
    public async Task A_refresh_token_is_bound_to_its_client()
    {
        var other = await _host.AddAsync("other");
        var first = await _host.TokenAsync(_key);

        (await RefreshAsync(first, key: other)).ShouldBeError(400, "invalid_grant");

        (await RefreshAsync(first)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_refresh_token_ends_with_its_lifetime_and_each_use_begins_a_new_one()
    {
        var first = await _host.TokenAsync(_key);
        _host.Inner.Clock.Advance(TimeSpan.FromDays(29));
        var second = await RefreshAsync(first);
        _host.Inner.Clock.Advance(TimeSpan.FromDays(29));
        var third = await RefreshAsync(second);
        _host.Inner.Clock.Advance(TimeSpan.FromDays(30));

        second.Status.ShouldBe(200);
        third.Status.ShouldBe(200);
        (await RefreshAsync(third)).ShouldBeError(400, "invalid_grant");
    }

    [Fact]
    [Trait("line", "R5")]
    [Trait("rfc", "7009-2.1")]
    public async Task Revoking_a_refresh_token_ends_its_access_tokens_too()
    {
        var other = await _host.AddAsync("other");
        var first = await _host.TokenAsync(_key);
        (string, string) token = ("token", first.Text("refresh_token"));

        (await _host.Inner.PostAsync(OAuthHost.RevokePath, other, token)).Status.ShouldBe(400);
        (await _host.Inner.UseAsync(first.Text("access_token"))).Status.ShouldBe(200);
        (await _host.Inner.PostAsync(OAuthHost.RevokePath, _key, token)).Status.ShouldBe(200);

        (await _host.Inner.UseAsync(first.Text("access_token"))).Status.ShouldBe(401);
        (await RefreshAsync(first)).ShouldBeError(400, "invalid_grant");
        (await _host.Inner.PostAsync(OAuthHost.RevokePath, _key, token)).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("line", "R5")]
    public async Task When_an_operator_revokes_all_tokens_of_a_client_nothing_buys_new_ones()
    {
        var first = await _host.TokenAsync(_key);
        var code = await _host.CodeAsync(AuthorizationHost.Request(_key));

        await _host.Inner.Of<TokenRevoker>().RevokeAllAsync(_key.Id, CancellationToken.None);

        (await _host.Inner.UseAsync(first.Text("access_token"))).Status.ShouldBe(401);
        (await RefreshAsync(first)).ShouldBeError(400, "invalid_grant");
        (await _host.ExchangeAsync(_key, code)).ShouldBeError(400, "invalid_grant");
    }

    [Fact]
    public async Task A_client_that_did_not_register_the_grant_gets_none()
    {
        var plain = await _host.AddAsync("plain", client => client with { GrantTypes = ["authorization_code"] });

        (await _host.TokenAsync(plain)).Has("refresh_token").ShouldBeFalse();
    }

    [Fact]
    public async Task A_host_that_does_not_offer_them_does_not_know_the_grant()
    {
        await using var host = await AuthorizationHost.StartAsync();
        var key = await host.AddAsync();

        var reply = await host.Inner.PostAsync(
            OAuthHost.TokenPath,
            key,
            ("grant_type", "refresh_token"),
            ("refresh_token", "x")
        );

        reply.ShouldBeError(400, "unsupported_grant_type");
        (await host.TokenAsync(key)).Has("refresh_token").ShouldBeFalse();
    }

    private Task<Reply> RefreshAsync(Reply tokens, params (string Name, string Value)[] more) =>
        RefreshAsync(tokens, _key, more);

    private Task<Reply> RefreshAsync(Reply tokens, Key key, params (string Name, string Value)[] more) =>
        _host.Inner.PostAsync(
            OAuthHost.TokenPath,
            key,
            [("grant_type", "refresh_token"), ("refresh_token", tokens.Text("refresh_token")), .. more]
        );
}
