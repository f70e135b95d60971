using System.Security.Cryptography;
using System.Text;
using Auth.OAuth;

namespace Auth.Authorization;

/// <summary>The consent page: what it says, what protects it, and that only its own form decides.</summary>
public sealed class ConsentTests : IAsyncLifetime
{
    private const string Path = "/oauth2/authorize";
    private AuthorizationHost _host = null!;
    private Key _key = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await AuthorizationHost.StartAsync();
        _key = await _host.AddAsync(change: client => client with { Website = "https://app.example/about" });
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_page_says_who_asks_for_what_as_whom_and_where_the_answer_goes()
    {
        var page = await PageAsync();

        page.Body.ShouldContain("App app");
        page.Body.ShouldContain("href=\"https://app.example/about\"");
        page.Body.ShouldContain("<li>Read <span class=\"small\">(read)</span></li>");
        page.Body.ShouldNotContain("Administer");
        page.Body.ShouldContain("<strong>ada</strong>");
        page.Body.ShouldContain("<strong>app.example</strong>");
        page.Body.ShouldContain(">Allow</button>");
        page.Body.ShouldContain(">Deny</button>");
    }

    [Fact]
    [Trait("line", "A11")]
    [Trait("attack", "37")]
    [Trait("attack", "40")]
    [Trait("rfc", "6749-10.13")]
    [Trait("rfc", "9700-4.16")]
    public async Task The_page_is_never_framed_stored_or_scripted()
    {
        var page = await PageAsync();

        var style = page.Body.Split("<style>")[1].Split("</style>")[0];
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        page.Header("Content-Security-Policy")
            .ShouldBe(
                $"default-src 'none'; style-src 'sha256-{hash}'; form-action 'self' https://app.example; frame-ancestors 'none'; base-uri 'none'"
            );
        page.Header("X-Frame-Options").ShouldBe("DENY");
        page.Header("X-Content-Type-Options").ShouldBe("nosniff");
        page.Header("Referrer-Policy").ShouldBe("no-referrer");
        page.Header("Cache-Control").ShouldBe("no-store");
        page.Body.ShouldNotContain("<script", Case.Insensitive);
        var cookie = page.Header("Set-Cookie").ShouldNotBeNull();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldContain("secure");
    }

    [Fact]
    [Trait("attack", "25")]
    public async Task Names_and_parameters_never_become_markup()
    {
        const string Hostile = "<img src=x onerror=\"alert(1)\">'&\u202e";
        var evil = await _host.AddAsync(
            "evil",
            client => client with { Name = Hostile, Website = "javascript:alert(1)" }
        );

        var page = await _host.OpenAsync(
            AuthorizationHost.AuthorizePath(AuthorizationHost.Request(evil, ("state", Hostile))),
            user: "x\"><script>alert(1)</script>"
        );

        page.Status.ShouldBe(200);
        page.Body.ShouldNotContain("<img");
        page.Body.ShouldNotContain("<script", Case.Insensitive);
        page.Body.ShouldNotContain("javascript:");
        AuthorizationHost.FieldsOf(page, "allow").ShouldContain(("state", Hostile));
    }

    [Fact]
    [Trait("line", "A6")]
    [Trait("line", "A9")]
    [Trait("rfc", "6749-4.1.2.1")]
    public async Task Denying_tells_the_application_so()
    {
        var reply = await _host.DecideAsync(AuthorizationHost.Request(_key), "deny");

        reply.Status.ShouldBe(303);
        var answer = AuthorizationHost.Answer(reply);
        answer["error"].ShouldBe("access_denied");
        answer["state"].ShouldBe("s t+a&te");
        answer["iss"].ShouldBe(OAuthHost.Issuer);
        (await _host.Facts.NextAsync<AuthorizationDenied>()).Subject.ShouldBe("id-ada");
    }

    [Theory]
    [Trait("line", "A10")]
    [Trait("attack", "36")]
    [Trait("rfc", "6749-10.12")]
    [InlineData("proof", "")]
    [InlineData("proof", "AAAA")]
    [InlineData("scope", "read write")]
    [InlineData("state", "another")]
    [InlineData("code_challenge", "0000000000000000000000000000000000000000000")]
    [InlineData("client_id", "other")]
    [InlineData("decision", "")]
    [InlineData("decision", "perhaps")]
    public async Task A_form_that_was_changed_decides_nothing(string field, string value)
    {
        await _host.AddAsync("other");
        var page = await PageAsync();
        var fields = AuthorizationHost
            .FieldsOf(page, "allow")
            .Select(pair => pair.Name == field ? (field, value) : pair);

        var reply = await _host.SubmitAsync(Path, fields, cookie: AuthorizationHost.CookieOf(page));

        reply.Status.ShouldBe(400);
        reply.Header("Location").ShouldBeNull();
    }

    [Fact]
    [Trait("line", "A10")]
    [Trait("attack", "36")]
    [Trait("rfc", "6749-10.12")]
    public async Task The_form_of_one_user_or_browser_is_none_of_another()
    {
        var page = await PageAsync();
        var (fields, cookie) = (AuthorizationHost.FieldsOf(page, "allow"), AuthorizationHost.CookieOf(page));
        var otherBrowser = AuthorizationHost.CookieOf(await PageAsync());

        var otherUser = await _host.SubmitAsync(Path, fields, user: "bob", cookie);
        var withoutCookie = await _host.SubmitAsync(Path, fields);
        var withOther = await _host.SubmitAsync(Path, fields, cookie: otherBrowser);
        var right = await _host.SubmitAsync(Path, fields, cookie: cookie);

        otherUser.Status.ShouldBe(400);
        withoutCookie.Status.ShouldBe(400);
        withOther.Status.ShouldBe(400);
        right.Status.ShouldBe(303);
    }

    [Fact]
    [Trait("line", "A10")]
    [Trait("attack", "36")]
    public async Task A_form_is_sent_once_and_not_too_late()
    {
        var page = await PageAsync();
        var (fields, cookie) = (AuthorizationHost.FieldsOf(page, "allow"), AuthorizationHost.CookieOf(page));
        var late = await PageAsync();

        (await _host.SubmitAsync(Path, fields, cookie: cookie)).Status.ShouldBe(303);
        (await _host.SubmitAsync(Path, fields, cookie: cookie)).Status.ShouldBe(400);
        _host.Inner.Clock.Advance(TimeSpan.FromHours(1));
        (
            await _host.SubmitAsync(
                Path,
                AuthorizationHost.FieldsOf(late, "allow"),
                cookie: AuthorizationHost.CookieOf(late)
            )
        ).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Two_open_pages_of_one_browser_both_work()
    {
        var first = await PageAsync();
        var cookie = AuthorizationHost.CookieOf(first);
        var second = await _host.OpenAsync(
            AuthorizationHost.AuthorizePath(AuthorizationHost.Request(_key)),
            cookie: cookie
        );

        second.Header("Set-Cookie").ShouldBeNull();
        foreach (var page in (Reply[])[second, first])
        {
            var reply = await _host.SubmitAsync(Path, AuthorizationHost.FieldsOf(page, "allow"), cookie: cookie);
            reply.Status.ShouldBe(303, reply.Body);
        }
    }

    [Fact]
    public async Task Who_is_signed_out_meanwhile_signs_in_and_is_asked_again()
    {
        var page = await PageAsync();

        var reply = await _host.SubmitAsync(
            Path,
            AuthorizationHost.FieldsOf(page, "allow"),
            user: null,
            AuthorizationHost.CookieOf(page)
        );

        reply.Status.ShouldBe(302);
        var back = Uri.UnescapeDataString(reply.Header("Location").ShouldNotBeNull().Split("return=")[1]);
        back.ShouldNotContain("proof");
        back.ShouldNotContain("decision");
        (await _host.OpenAsync(back)).Body.ShouldContain(">Allow<");
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("application/x-www-form-urlencoded", "a=%FF")]
    [InlineData("application/x-www-form-urlencoded", "client_id=app&client_id=app")]
    public async Task A_body_that_cannot_be_read_is_a_page_and_no_redirect(string type, string body)
    {
        var reply = await _host.Inner.SendAsync(
            HttpMethod.Post,
            Path,
            OAuthHost.Raw(body, type),
            (TestSignIn.Header, "ada")
        );

        reply.Status.ShouldBe(400);
        reply.Header("Location").ShouldBeNull();
        reply.Header("Content-Type").ShouldBe("text/html; charset=utf-8");
    }

    [Fact]
    [Trait("line", "A13")]
    [Trait("attack", "38")]
    [Trait("rfc", "8252-8.6")]
    public async Task An_approved_application_is_asked_about_again()
    {
        await _host.TokenAsync(_key);

        (await PageAsync()).Body.ShouldContain(">Allow<");
    }

    private async Task<Reply> PageAsync()
    {
        var page = await _host.OpenAsync(AuthorizationHost.AuthorizePath(AuthorizationHost.Request(_key)));
        page.Status.ShouldBe(200, page.Body);
        return page;
    }
}
