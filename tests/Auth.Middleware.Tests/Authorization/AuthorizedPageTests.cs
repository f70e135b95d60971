using Auth.OAuth;

namespace Auth.Authorization;

/// <summary>The page on which users see what they have allowed, and end it.</summary>
public sealed class AuthorizedPageTests : IAsyncLifetime
{
    private const string Path = "/oauth2/authorized";
    private AuthorizationHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await AuthorizationHost.StartAsync(options => options.RefreshTokens = true);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_user_sees_the_applications_they_allowed_and_nobody_elses()
    {
        var (first, second) = (await _host.AddAsync("first"), await _host.AddAsync("second"));
        await _host.TokenAsync(first);
        await _host.TokenAsync(second, "bob");

        var page = await _host.OpenAsync(Path);

        page.Status.ShouldBe(200);
        page.Body.ShouldContain("App first");
        page.Body.ShouldNotContain("App second");
        page.Header("Cache-Control").ShouldBe("no-store");
        (await _host.OpenAsync(Path, "carol")).Body.ShouldContain("not allowed any application");
    }

    [Fact]
    public async Task Revoking_ends_all_tokens_of_the_application_for_this_user_at_once()
    {
        var key = await _host.AddAsync();
        var (mine, again) = (await _host.TokenAsync(key), await _host.TokenAsync(key));
        var bobs = await _host.TokenAsync(key, "bob");
        (await _host.Inner.UseAsync(mine.Text("access_token"))).Status.ShouldBe(200);

        var reply = await RevokeAsync(key.Id);

        reply.Status.ShouldBe(303);
        reply.Header("Location").ShouldBe(Path);
        foreach (var ended in (Reply[])[mine, again])
        {
            (await _host.Inner.UseAsync(ended.Text("access_token"))).Status.ShouldBe(401);
            (
                await _host.Inner.PostAsync(
                    OAuthHost.TokenPath,
                    key,
                    ("grant_type", "refresh_token"),
                    ("refresh_token", ended.Text("refresh_token"))
                )
            ).Status.ShouldBe(400);
        }

        (await _host.Inner.UseAsync(bobs.Text("access_token"))).Status.ShouldBe(200);
        (await _host.OpenAsync(Path)).Body.ShouldNotContain("App app");
        (await _host.Facts.NextAsync<AuthorizationRevoked>()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_application_with_nothing_but_a_refresh_token_is_listed_and_can_be_ended()
    {
        var key = await _host.AddAsync();
        var token = await _host.TokenAsync(key);
        _host.Inner.Clock.Advance(TimeSpan.FromHours(2));

        (await _host.OpenAsync(Path)).Body.ShouldContain("App app");
        await RevokeAsync(key.Id);

        (
            await _host.Inner.PostAsync(
                OAuthHost.TokenPath,
                key,
                ("grant_type", "refresh_token"),
                ("refresh_token", token.Text("refresh_token"))
            )
        ).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_code_that_is_on_its_way_ends_too()
    {
        var key = await _host.AddAsync();
        await _host.TokenAsync(key);
        var code = await _host.CodeAsync(AuthorizationHost.Request(key));

        await RevokeAsync(key.Id);

        (await _host.ExchangeAsync(key, code)).ShouldBeError(400, "invalid_grant");
    }

    [Fact]
    public async Task Only_the_pages_own_form_revokes()
    {
        var (key, other) = (await _host.AddAsync(), await _host.AddAsync("other"));
        var token = await _host.TokenAsync(key);
        await _host.TokenAsync(other);
        var page = await _host.OpenAsync(Path);
        var cookie = AuthorizationHost.CookieOf(page);
        var forOther = AuthorizationHost.FormWith(page, ("client_id", other.Id));
        var changed = forOther.Select(field => field.Name == "client_id" ? ("client_id", key.Id) : field);

        (await _host.SubmitAsync(Path, changed, cookie: cookie)).Status.ShouldBe(400);
        (await _host.SubmitAsync(Path, [("client_id", key.Id)], cookie: cookie)).Status.ShouldBe(400);
        (await _host.SubmitAsync(Path, forOther, "bob", cookie)).Status.ShouldBe(400);

        (await _host.Inner.UseAsync(token.Text("access_token"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Who_is_not_signed_in_signs_in_first()
    {
        (await _host.OpenAsync(Path, user: null)).Header("Location").ShouldBe("/sign-in?return=%2Foauth2%2Fauthorized");
        (await _host.SubmitAsync(Path, [], user: null)).Status.ShouldBe(302);
    }

    private async Task<Reply> RevokeAsync(string clientId)
    {
        var page = await _host.OpenAsync(Path);
        return await _host.SubmitAsync(
            Path,
            AuthorizationHost.FormWith(page, ("client_id", clientId)),
            cookie: AuthorizationHost.CookieOf(page)
        );
    }
}
