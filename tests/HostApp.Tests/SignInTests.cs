using System.Net;
using System.Net.Http.Headers;

namespace HostApp.Tests;

/// <summary>The host's own sign-in page: who gets in, and where it leads.</summary>
public sealed class SignInTests(OpenHost open) : IClassFixture<OpenHost>
{
    [Fact]
    public async Task The_demo_user_gets_a_cookie_that_scripts_cannot_read()
    {
        var reply = await SignInAsync("demo@example.org", "password", "/oauth2/applications");

        reply.Status.ShouldBe(302);
        reply.Header("Location").ShouldBe("/oauth2/applications");
        reply.Header("Set-Cookie").ShouldContain("httponly");
        reply.Header("Set-Cookie").ShouldContain("samesite=lax");
    }

    [Theory]
    [InlineData("demo@example.org", "Password")]
    [InlineData("demo@example.org", "")]
    [InlineData("", "password")]
    [InlineData("somebody@example.org", "password")]
    public async Task Nobody_else_gets_in(string email, string password)
    {
        var reply = await SignInAsync(email, password, "/");

        reply.Status.ShouldBe(401);
        reply.Header("Set-Cookie").ShouldBeEmpty();
        reply.Header("Content-Security-Policy").ShouldContain("frame-ancestors 'none'");
        reply.Header("Cache-Control").ShouldBe("no-store");
    }

    [Theory]
    [Trait("attack", "34")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("\u0001/evil.example")]
    [InlineData("evil.example")]
    [InlineData("")]
    public async Task Signing_in_leads_nowhere_but_into_this_host(string target)
    {
        var reply = await SignInAsync("demo@example.org", "password", target);

        reply.Status.ShouldBe(302);
        reply.Header("Location").ShouldBe("/oauth2/authorized");
    }

    [Fact]
    public async Task Another_site_signs_nobody_in()
    {
        var reply = await SignInAsync("demo@example.org", "password", "/", ("Sec-Fetch-Site", "cross-site"));

        reply.Status.ShouldBe(401);
        reply.Header("Set-Cookie").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_written_never_becomes_markup()
    {
        var reply = await SignInAsync("\"><script>alert(1)</script>", "x", "\"><script>alert(1)</script>");

        reply.Body.ShouldNotContain("<script", Case.Insensitive);
        reply.Body.ShouldContain(WebUtility.HtmlEncode("<script>"));
    }

    [Theory]
    [InlineData("sign-in", "application/x-www-form-urlencoded", "email=%00")]
    [InlineData("operators/sign-in", "application/x-www-form-urlencoded", "key=%00")]
    [InlineData("operators/sign-in", "application/x-www-form-urlencoded; charset=utf-7", "key=x")]
    [InlineData("operators/sign-in", "multipart/form-data; boundary=b", "--b")]
    public async Task A_form_that_cannot_be_read_lets_nobody_in(string path, string type, string form)
    {
        var body = new StringContent(form);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        var reply = await open.Host.SendAsync(HttpMethod.Post, path, body: body);

        reply.Status.ShouldBe(401);
        reply.Header("Set-Cookie").ShouldBeEmpty();
    }

    private Task<Reply> SignInAsync(
        string email,
        string password,
        string target,
        params (string Name, string Value)[] headers
    )
    {
        var form = new FormUrlEncodedContent([
            KeyValuePair.Create("email", email),
            KeyValuePair.Create("password", password),
            KeyValuePair.Create("ReturnUrl", target),
        ]);
        return open.Host.SendAsync(HttpMethod.Post, "sign-in", body: form, headers: headers);
    }
}
