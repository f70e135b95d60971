using Auth.Registration;
using Auth.Rig;

namespace Auth.OAuth;

/// <summary>Registration that an e-mail address confirms.</summary>
public sealed class VerifiedEmailTests
{
    private const string Contact = """{"client_name":"App <b>","contacts":["dev@example.org"]}""";

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("rfc", "7591-3")]
    [Trait("line", "D1")]
    [Trait("line", "H3")]
    public async Task The_link_in_the_mail_lifts_the_limits_of_an_anonymous_caller(StoreKind store)
    {
        await using var host = await StartAsync(store);
        var key = await host.RegisterAsync(Contact);
        var token = await host.TokenAsync(key);
        (await VerifiedAsync(host, token)).ShouldBeFalse();
        await host.DeliverAsync();
        var link = LinkOf(host);

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Get, HttpMethod.Get })
        {
            var look = await host.SendAsync(method, link);
            look.Status.ShouldBe(200);
            look.ShouldNotBeStored();
            look.Header("Referrer-Policy").ShouldBe("no-referrer");
        }

        (await host.GetAsync(link)).Text("status").ShouldBe("pending");
        (await VerifiedAsync(host, token)).ShouldBeFalse();
        (await host.SendAsync(HttpMethod.Post, link)).Text("status").ShouldBe("verified");
        (await VerifiedAsync(host, token)).ShouldBeTrue();
        (await host.SendAsync(HttpMethod.Post, link)).Text("status").ShouldBe("verified");
    }

    [Fact]
    [Trait("rfc", "9110-9.3.2")]
    [Trait("line", "H3")]
    public async Task HEAD_answers_as_GET_does_without_a_body()
    {
        await using var host = await StartAsync();
        await host.RegisterAsync(Contact);
        await host.DeliverAsync();
        var link = LinkOf(host);
        foreach (var accept in new[] { "text/html", "application/json" })
        {
            var get = await host.GetAsync(link, ("Accept", accept));
            var head = await host.SendAsync(HttpMethod.Head, link, content: null, ("Accept", accept));

            head.Body.ShouldBeEmpty();
            (head with { Body = get.Body }).Whole.ShouldBe(get.Whole);
        }
    }

    [Fact]
    [Trait("attack", "28")]
    public async Task A_link_confirms_the_address_it_was_sent_to_whatever_the_client_says_later()
    {
        await using var host = await StartAsync();
        var key = await host.RegisterAsync(Contact);
        await host.DeliverAsync();
        var body = $$"""{"client_id":"{{key.Id}}","client_name":"App","contacts":["victim@example.org"]}""";

        var replaced = await host.SendJsonAsync(HttpMethod.Put, key.Path, body, key.Manage);
        await host.SendAsync(HttpMethod.Post, LinkOf(host));

        replaced.Status.ShouldBe(200, replaced.Body);
        var client = await host.GetAsync($"{OAuthHost.Admin}/clients/{key.Id}");
        client.Json.GetProperty("verified").GetBoolean().ShouldBeTrue();
        client.Text("email").ShouldBe("dev@example.org");
    }

    [Fact]
    public async Task A_browser_sees_a_page_with_a_button_that_cannot_be_framed()
    {
        await using var host = await StartAsync();
        await host.RegisterAsync(Contact);
        await host.DeliverAsync();
        var link = LinkOf(host);
        (string, string) browser = ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

        var page = await host.GetAsync(link, browser);
        var done = await host.SendAsync(HttpMethod.Post, link, content: null, browser);

        page.Header("Content-Type").ShouldBe("text/html; charset=utf-8");
        page.Body.ShouldContain("<form method=\"post\">");
        page.Body.ShouldNotContain("<b>");
        page.Header("Content-Security-Policy").ShouldNotBeNull().ShouldContain("frame-ancestors 'none'");
        done.Body.ShouldContain("Your address is confirmed");
        (await host.GetAsync(link, browser)).Body.ShouldContain("confirmed already");
    }

    [Fact]
    public async Task A_link_that_is_wrong_or_late_says_so()
    {
        await using var host = await StartAsync();
        await host.RegisterAsync(Contact);
        await host.DeliverAsync();
        var link = LinkOf(host);

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            var unknown = await host.SendAsync(method, link + "x");
            unknown.Status.ShouldBe(404);
            unknown.Text("status").ShouldBe("unknown");
        }

        host.Clock.Advance(TimeSpan.FromHours(48));
        var late = await host.SendAsync(HttpMethod.Post, link);
        late.Status.ShouldBe(410);
        late.Text("status").ShouldBe("expired");
    }

    [Fact]
    public async Task A_client_that_proves_itself_gets_another_mail()
    {
        await using var host = await StartAsync();
        var key = await host.RegisterAsync(Contact);
        await host.DeliverAsync();
        host.Clock.Advance(TimeSpan.FromHours(49));

        (await host.PostAsync(OAuthHost.VerifyPath, key with { Secret = "x" })).ShouldBeError(401, "invalid_client");
        (await host.PostAsync(OAuthHost.VerifyPath)).ShouldBeError(401, "invalid_client");
        var sent = await host.PostAsync(OAuthHost.VerifyPath, key);
        sent.Status.ShouldBe(202);
        sent.Text("status").ShouldBe("sent");
        await host.DeliverAsync();
        host.Mail.Sent.Count.ShouldBe(2);
        host.Mail.Sent[1].To.ShouldBe("dev@example.org");
        (await host.SendAsync(HttpMethod.Post, LinkOf(host))).Text("status").ShouldBe("verified");

        (await host.PostAsync(OAuthHost.VerifyPath, key)).Text("status").ShouldBe("verified");
        await host.DeliverAsync();
        host.Mail.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Links_start_with_the_configured_URL_and_mails_hold_nothing_a_developer_wrote()
    {
        await using var host = await StartAsync();
        foreach (var header in new[] { ("Host", "evil.example"), ("X-Forwarded-Host", "evil.example") })
        {
            await host.SendJsonAsync(HttpMethod.Post, OAuthHost.RegisterPath, Contact, header);
        }

        await host.DeliverAsync();

        host.Mail.Sent.Count.ShouldBe(2);
        host.Mail.Sent.ShouldAllBe(mail => mail.Body.Contains(OAuthHost.Issuer + OAuthHost.VerifyPath + "/auth_vc_"));
        host.Mail.Sent.ShouldAllBe(mail => !mail.Body.Contains("evil") && !mail.Body.Contains("App <b>"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"contacts":[]}""")]
    [Trait("rfc", "7591-3.2.2")]
    [Trait("line", "D2")]
    public async Task Without_an_address_nothing_is_registered(string body)
    {
        await using var host = await StartAsync();

        (await host.SendJsonAsync(HttpMethod.Post, OAuthHost.RegisterPath, body)).ShouldBeError(
            400,
            "invalid_client_metadata"
        );
    }

    [Fact]
    public async Task A_client_that_an_operator_unverified_and_that_has_no_address_is_told_so()
    {
        await using var host = await StartAsync();
        var key = await host.AddAsync("app", "secret", client => client with { Verified = false });

        (await host.PostAsync(OAuthHost.VerifyPath, key)).ShouldBeError(400, "invalid_request");
    }

    [Fact]
    public async Task Links_are_limited_by_address()
    {
        await using var host = await StartAsync(limit: "2/min");

        (await host.GetAsync(OAuthHost.VerifyPath + "/x")).Status.ShouldBe(404);
        (await host.GetAsync(OAuthHost.VerifyPath + "/y")).Status.ShouldBe(404);
        (await host.GetAsync(OAuthHost.VerifyPath + "/z")).ShouldBeError(429, "rate_limited");
    }

    private static Task<OAuthHost> StartAsync(StoreKind store = StoreKind.Memory, string limit = "off") =>
        OAuthHost.StartAsync(setup =>
        {
            setup.Store = store;
            setup.Auth = options => options.Registration.Mode = RegistrationMode.VerifiedEmail;
            setup.Limits = limits => limits.Policies["verify"]["*"] = limit;
        });

    private static async Task<bool> VerifiedAsync(OAuthHost host, string token)
    {
        var reply = await host.GetAsync(OAuthHost.KeyPath, OAuthHost.Bearer(token));
        reply.Status.ShouldBe(200, reply.Body);
        return reply.Json.GetProperty("verified").GetBoolean();
    }

    private static string LinkOf(OAuthHost host)
    {
        var line = host
            .Mail.Sent[^1]
            .Body.Split('\n')
            .Single(line => line.StartsWith("http", StringComparison.Ordinal));
        line.ShouldStartWith(OAuthHost.Issuer);
        return line[OAuthHost.Issuer.Length..];
    }
}
