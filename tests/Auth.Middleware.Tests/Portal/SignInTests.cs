using Auth.Rig;

namespace Auth.Portal;

/// <summary>Developers sign in by a mailed link.</summary>
public sealed class SignInTests
{
    private const string Session = "__Host-auth_portal";

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    public async Task The_link_opens_all_applications_of_the_address_and_no_others(StoreKind store)
    {
        await using var host = await PortalBrowser.HostAsync(store);
        await host.RegisterAsync("From the API");
        await new PortalBrowser(host).RegisterAsync("From the portal");
        var foreign = await new PortalBrowser(host).RegisterAsync("Of somebody else", "else@example.org");
        var browser = new PortalBrowser(host);

        var list = await browser.FollowAsync(await browser.SignInAsync());

        list.Body.ShouldContain("From the API");
        list.Body.ShouldContain("From the portal");
        list.Body.ShouldNotContain("Of somebody else");
        (await browser.OpenAsync(foreign.Path)).Status.ShouldBe(404);
    }

    [Trait("attack", "70")]
    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    public async Task Of_many_browsers_with_one_link_one_is_signed_in(StoreKind store)
    {
        await using var host = await PortalBrowser.HostAsync(store);
        await host.RegisterAsync();
        var path = await new PortalBrowser(host).AskForLinkAsync();
        var browsers = Enumerable.Range(0, 8).Select(_ => new PortalBrowser(host)).ToList();
        var pages = await Task.WhenAll(browsers.Select(browser => browser.OpenAsync(path)));

        var replies = await Task.WhenAll(browsers.Zip(pages, (browser, page) => browser.SubmitAsync(page, path)));

        replies.Select(reply => reply.Status).Order().ShouldBe([303, .. Enumerable.Repeat(410, 7)]);
        browsers.Count(browser => browser.Cookies.ContainsKey(Session)).ShouldBe(1);
    }

    [Trait("attack", "70")]
    [Fact]
    public async Task Opening_a_link_changes_nothing_and_its_time_is_short()
    {
        await using var host = await PortalBrowser.HostAsync();
        await host.RegisterAsync();
        var browser = new PortalBrowser(host);
        var path = await browser.AskForLinkAsync();
        var page = await browser.OpenAsync(path);
        await browser.OpenAsync(path);
        page.Header("Referrer-Policy").ShouldBe("no-referrer");

        host.Clock.Advance(TimeSpan.FromMinutes(15));

        (await browser.SubmitAsync(page, path)).Status.ShouldBe(410);
        (await browser.OpenAsync(path)).Status.ShouldBe(410);
        browser.Cookies.Keys.ShouldNotContain(Session);
    }

    [Trait("attack", "69")]
    [Fact]
    public async Task Known_and_unknown_addresses_are_answered_alike_and_cost_the_same_calls()
    {
        var faults = new FaultInjector();
        await using var host = await PortalBrowser.HostAsync(configure: setup => setup.Builder = faults.Attach);
        await host.RegisterAsync(email: "known@example.org");
        List<(int, string?, string)> answers = [];

        foreach (var email in (string[])["known@example.org", "unknown@example.org"])
        {
            var browser = new PortalBrowser(host);
            var page = await browser.OpenAsync("/sign-in");
            faults.Forget();
            var reply = await browser.SubmitAsync(page, "/sign-in", ("email", email));
            var calls = string.Join(
                ' ',
                faults.Calls.Where(call => !call.StartsWith("IOutbox", StringComparison.Ordinal))
            );
            answers.Add((reply.Status, reply.Header("Location"), calls));
        }

        answers[1].ShouldBe(answers[0]);
    }

    [Trait("attack", "69")]
    [Fact]
    public async Task One_mailbox_gets_three_links_an_hour_however_often_it_is_asked_for()
    {
        await using var host = await PortalBrowser.HostAsync(configure: setup =>
            setup.Auth = options => options.Mail.DailyLimitPerRecipient = 100
        );
        await host.RegisterAsync();
        await host.DeliverAsync();
        var browser = new PortalBrowser(host);
        for (var i = 0; i < 3; i++)
        {
            await browser.AskForLinkAsync();
        }

        var fourth = await browser.SubmitAsync(
            await browser.OpenAsync("/sign-in"),
            "/sign-in",
            ("email", "DEV+x@example.org")
        );

        fourth.Status.ShouldBe(303);
        await host.DeliverAsync();
        host.Mail.Sent.Count.ShouldBe(4);
    }

    [Trait("attack", "71")]
    [Fact]
    public async Task A_session_ends_by_signing_out_for_everybody_who_holds_it_and_by_its_time()
    {
        await using var host = await PortalBrowser.HostAsync();
        var application = await new PortalBrowser(host).RegisterAsync();
        var browser = new PortalBrowser(host);
        await browser.SignInAsync();
        var thief = new PortalBrowser(host);
        thief.Plant(Session, browser.Cookies[Session]);
        (await thief.OpenAsync(application.Path)).Status.ShouldBe(200);

        await browser.SubmitAsync(await browser.OpenAsync(), "/sign-out");

        browser.Cookies.Keys.ShouldNotContain(Session);
        (await thief.OpenAsync(application.Path)).Status.ShouldBe(303);
        await browser.SignInAsync();
        host.Clock.Advance(TimeSpan.FromHours(12));
        (await browser.OpenAsync(application.Path)).Status.ShouldBe(303);
    }

    [Trait("attack", "68")]
    [Fact]
    public async Task A_planted_session_is_replaced_at_sign_in()
    {
        await using var host = await PortalBrowser.HostAsync();
        await new PortalBrowser(host).RegisterAsync();
        var attacker = new PortalBrowser(host);
        await attacker.RegisterAsync("Bait", "attacker@example.org");
        var victim = new PortalBrowser(host);
        victim.Plant(Session, attacker.Cookies[Session]);

        await victim.SignInAsync();

        victim.Cookies[Session].ShouldNotBe(attacker.Cookies[Session]);
        (await attacker.OpenAsync()).Body.ShouldNotContain("Lens");
    }

    [Trait("attack", "68")]
    [Fact]
    public async Task The_cookie_is_for_this_host_only_and_out_of_reach_of_scripts_and_other_sites()
    {
        await using var host = await PortalBrowser.HostAsync();
        await new PortalBrowser(host).RegisterAsync();

        var reply = await new PortalBrowser(host).SignInAsync();

        var cookie = reply
            .Headers.Single(field => field.Value.StartsWith(Session + "=", StringComparison.Ordinal))
            .Value;
        foreach (var part in (string[])["path=/", "secure", "samesite=lax", "httponly", "max-age=43200"])
        {
            cookie.ShouldContain(part, Case.Insensitive);
        }
    }
}
