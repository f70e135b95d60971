using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Auth.Pages;
using Auth.Rig;
using Auth.TestKit;
using Microsoft.AspNetCore.Http;

namespace Auth.Dialects.Openverse;

/// <summary>What people see who open a link in a browser.</summary>
public sealed class PageTests
{
    private const RegexOptions None = RegexOptions.None;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly (string, string) Browser = (
        "Accept",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    );

    [Fact]
    public async Task A_browser_confirms_with_a_button_and_sees_so_afterwards()
    {
        await using var host = await OpenverseHost.StartAsync();
        await host.RegisterAsync();
        await host.DeliverAsync();
        var link = OpenverseHost.LinkPath(host.Mail.Sent[0]);

        var ask = await host.GetAsync(link, Browser);
        var done = await Press(host, link);
        var again = await Press(host, link);
        var later = await host.GetAsync(link, Browser);

        ask.Body.ShouldContain("<form method=\"post\"><button type=\"submit\">Confirm my address</button></form>");
        done.Body.ShouldContain("<h1>Your address is confirmed</h1>");
        again.Body.ShouldContain("<h1>Your address is confirmed already</h1>");
        later.Body.ShouldBe(again.Body);
        ((int[])[ask.Status, done.Status, again.Status, later.Status]).ShouldAllBe(status => status == 200);
        Snapshot.ShouldMatch(
            Regex.Replace(ask.Masked, "(?s)(?<=<style>).*(?=</style>)|(?<=sha256-)[^']+", "{style}", None, Limit)
        );
    }

    [Fact]
    public async Task Links_that_are_wrong_or_over_have_pages_too()
    {
        await using var host = await OpenverseHost.StartAsync();
        await host.RegisterAsync();
        await host.DeliverAsync();
        var link = OpenverseHost.LinkPath(host.Mail.Sent[0]);
        host.Clock.Advance(TimeSpan.FromHours(48));

        var expired = await host.GetAsync(link, Browser);
        var unknown = await host.GetAsync(OpenverseHost.VerifyPath + "x/", Browser);
        var pressed = await Press(host, link);

        expired.Status.ShouldBe(410);
        expired.Body.ShouldContain("<h1>This link has expired</h1>");
        (pressed.Status, pressed.Body).ShouldBe((410, expired.Body));
        unknown.Status.ShouldBe(404);
        unknown.Body.ShouldContain("<h1>This link is not valid</h1>");
    }

    [Theory]
    [InlineData("%3Cscript%3Ealert(1)%3C%2Fscript%3E")]
    [InlineData("%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E")]
    [InlineData("%7B%7B7*7%7D%7D")]
    [InlineData("%E2%80%AEevil")]
    public async Task Nothing_of_a_link_is_repeated_on_the_page(string code)
    {
        await using var host = await OpenverseHost.StartAsync();

        var page = await host.GetAsync(OpenverseHost.VerifyPath + code + "/", Browser);
        var plain = await host.GetAsync(OpenverseHost.VerifyPath + "x/", Browser);

        page.Status.ShouldBe(404);
        page.Body.ShouldBe(plain.Body);
    }

    [Theory]
    [InlineData("x", 404)]
    [InlineData(null, 200)]
    [Trait("attack", "25")]
    public async Task Pages_are_kept_out_of_frames_caches_referrers_and_scripts(string? code, int status)
    {
        await using var host = await OpenverseHost.StartAsync();
        await host.RegisterAsync();
        await host.DeliverAsync();

        var page = await host.GetAsync(
            code is null ? OpenverseHost.LinkPath(host.Mail.Sent[0]) : OpenverseHost.VerifyPath + code,
            Browser
        );

        page.Status.ShouldBe(status);
        var style = page.Body.Split("<style>")[1].Split("</style>")[0];
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        page.Header("Content-Security-Policy")
            .ShouldBe(
                $"default-src 'none'; style-src 'sha256-{hash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
            );
        page.Header("X-Frame-Options").ShouldBe("DENY");
        page.Header("X-Content-Type-Options").ShouldBe("nosniff");
        page.Header("Referrer-Policy").ShouldBe("no-referrer");
        page.Header("Cache-Control").ShouldBe("no-store");
        page.MediaType.ShouldBe("text/html; charset=utf-8");
        page.Body.ShouldNotContain("<script", Case.Insensitive);
        page.Body.ShouldNotContain("://");
    }

    [Fact]
    [Trait("attack", "25")]
    public async Task A_page_escapes_every_text_it_is_given()
    {
        const string Hostile = "<img src=x onerror=\"alert(1)\">'&\u202e";
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };

        await HtmlPage.WriteAsync(context, 200, Hostile, Hostile, Hostile);

        var page = Encoding.UTF8.GetString(body.ToArray());
        page.ShouldNotContain("<img");
        page.ShouldNotContain("\u202e");
        page.Split("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#x27;&amp;&#x202E;").Length.ShouldBe(5);
    }

    private static Task<WireReply> Press(OpenverseHost host, string link) =>
        host.SendAsync(HttpMethod.Post, link, OpenverseHost.Form(), Browser);
}
