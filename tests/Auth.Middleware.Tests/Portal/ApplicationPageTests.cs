using Auth.Rig;
using Auth.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Portal;

/// <summary>What a developer does with an application in the portal.</summary>
public sealed class ApplicationPageTests
{
    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    public async Task A_token_and_a_call_are_made_from_the_page_and_the_gauge_shows_them(StoreKind store)
    {
        await using var host = await PortalBrowser.HostAsync(
            store,
            setup => setup.Auth = options => options.Portal.TryPath = "/images"
        );
        var browser = new PortalBrowser(host);
        var application = await browser.RegisterAsync();
        var path = application.Path + "/try";

        var page = await browser.SubmitAsync(await browser.OpenAsync(path), path);
        var token = PortalBrowser.ValueOf(page, "token");
        page.Status.ShouldBe(200);
        page.Body.ShouldContain("Authorization: Bearer " + token);
        (await host.GetAsync("/private", OpenverseHost.Bearer(token))).Status.ShouldBe(200);
        var called = page;
        for (var i = 0; i < 21; i++)
        {
            called = await browser.PostAsync(path, CallFields(called, path));
            called.Status.ShouldBe(200);
        }

        called.Body.ShouldContain("429 Too Many Requests");
        called.Body.ShouldContain("Retry-After: ");
        called.Body.ShouldContain("class=\"gauge bad\"");
        called.Header("Cache-Control").ShouldBe("no-store");
    }

    [Fact]
    public async Task A_new_secret_works_beside_the_old_one_for_as_long_as_was_chosen()
    {
        await using var host = await PortalBrowser.HostAsync();
        var browser = new PortalBrowser(host);
        var application = await browser.RegisterAsync();
        var path = application.Path + "/secrets";

        var page = await browser.SubmitAsync(await browser.OpenAsync(path), path, ("overlap", "1"));
        var secret = PortalBrowser.ValueOf(page, "client_secret");

        (await application.RequestTokenAsync(host)).Status.ShouldBe(200);
        (await application.With(secret).RequestTokenAsync(host)).Status.ShouldBe(200);
        (await browser.OpenAsync(path)).Body.ShouldNotContain(secret);
        host.Clock.Advance(TimeSpan.FromHours(1));
        (await application.RequestTokenAsync(host)).Status.ShouldBe(401);
        (await application.With(secret).RequestTokenAsync(host)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("48")]
    [InlineData("soon")]
    [InlineData("\0")]
    public async Task A_choice_that_was_not_offered_ends_no_secret(string overlap)
    {
        await using var host = await PortalBrowser.HostAsync();
        var browser = new PortalBrowser(host);
        var application = await browser.RegisterAsync();
        var path = application.Path + "/secrets";

        var page = await browser.SubmitAsync(await browser.OpenAsync(path), path, ("overlap", overlap));

        page.Status.ShouldBe(400);
        PortalBrowser.ValueOf(page, "client_secret").ShouldBeEmpty();
        (await application.RequestTokenAsync(host)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_secret_is_ended_alone_and_the_last_one_is_not()
    {
        await using var host = await PortalBrowser.HostAsync();
        var browser = new PortalBrowser(host);
        var application = await browser.RegisterAsync();
        var path = application.Path + "/secrets";
        var second = await RotateAsync("1");
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        var seen = await browser.OpenAsync(path);
        host.Clock.Advance(TimeSpan.FromMinutes(30));

        var late = await browser.SubmitAsync(seen, path + "/end");
        var alone = await browser.OpenAsync(path);
        var third = await RotateAsync("24");
        var ended = await browser.SubmitAsync(await browser.OpenAsync(path), path + "/end");

        late.Status.ShouldBe(409, "the secret before it has ended meanwhile");
        late.Body.ShouldContain("it is the only one");
        alone.Body.ShouldNotContain("End now");
        (await browser.FollowAsync(ended)).Body.ShouldContain("The secret has ended.");
        (await third.RequestTokenAsync(host)).Status.ShouldBe(401);
        (await second.RequestTokenAsync(host)).Status.ShouldBe(200);

        async Task<PortalApplication> RotateAsync(string hours)
        {
            var page = await browser.SubmitAsync(await browser.OpenAsync(path), path, ("overlap", hours));
            return application.With(PortalBrowser.ValueOf(page, "client_secret"));
        }
    }

    [Fact]
    public async Task A_higher_tier_is_asked_for_once_and_the_answer_is_shown()
    {
        await using var host = await PortalBrowser.HostAsync();
        var browser = new PortalBrowser(host);
        var application = await browser.RegisterAsync();
        var path = application.Path + "/limits";
        var empty = await browser.SubmitAsync(
            await browser.OpenAsync(path),
            path,
            ("tier", "enhanced"),
            ("reason", " ")
        );
        empty.Status.ShouldBe(400);
        empty.Body.ShouldContain("id=\"reason-fault\"");

        var asked = await browser.SubmitAsync(empty, path, ("tier", "enhanced"), ("reason", "A <b>museum</b>"));
        var waiting = await browser.FollowAsync(asked);

        waiting.Body.ShouldContain("Your request was sent.");
        waiting.Body.ShouldContain("have not answered yet");
        var requests = host.Services.GetRequiredService<ITierRequestStore>();
        var request = (await requests.FindLatestAsync(application.Id, CancellationToken.None))!;
        (request.Tier, request.Reason).ShouldBe(("enhanced", "A <b>museum</b>"));
        await host
            .Services.GetRequiredService<TierRequests.TierRequestDesk>()
            .DecideAsync(request.Id, approve: true, "Welcome & enjoy", CancellationToken.None);
        var answered = await browser.OpenAsync(path);
        answered.Body.ShouldContain("was approved");
        answered.Body.ShouldContain("Welcome &amp; enjoy");
    }

    [Fact]
    public async Task Deleting_asks_first_and_ends_credentials_and_session()
    {
        await using var host = await PortalBrowser.HostAsync();
        var browser = new PortalBrowser(host);
        var application = await browser.RegisterAsync();
        var token = await application.TokenAsync(host);
        var path = application.Path + "/delete";
        var unconfirmed = await browser.SubmitAsync(await browser.OpenAsync(path), path);
        unconfirmed.Status.ShouldBe(400);

        var gone = await browser.FollowAsync(await browser.SubmitAsync(unconfirmed, path, ("confirm", "yes")));

        gone.Body.ShouldContain("The application is gone");
        browser.Cookies.Keys.ShouldNotContain("__Host-auth_portal");
        (await host.GetAsync("/private", OpenverseHost.Bearer(token))).Status.ShouldBe(401);
    }

    [Trait("attack", "66")]
    [Fact]
    public async Task A_form_without_its_proof_from_another_browser_or_sent_twice_does_nothing()
    {
        await using var host = await PortalBrowser.HostAsync();
        var browser = new PortalBrowser(host);
        var application = await browser.RegisterAsync();
        var path = application.Path + "/secrets";
        var page = await browser.OpenAsync(path);
        var fields = PortalBrowser.FieldsOf(page, path);
        var attacker = new PortalBrowser(host);
        await attacker.RegisterAsync("Bait", "attacker@example.org");

        (await browser.PostAsync(path, ("overlap", "0"))).Status.ShouldBe(400);
        (await attacker.PostAsync(path, [.. fields, ("overlap", "0")])).Status.ShouldBe(404);
        (await browser.PostAsync(application.Path + "/delete", [.. fields, ("confirm", "yes")])).Status.ShouldBe(400);
        (await application.RequestTokenAsync(host)).Status.ShouldBe(200);
        (await browser.PostAsync(path, [.. fields, ("overlap", "24")])).Status.ShouldBe(200);
        (await browser.PostAsync(path, [.. fields, ("overlap", "24")])).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("IGrantStore.FindAsync")]
    [InlineData("IClientStore.FindAsync")]
    public async Task A_store_that_is_down_is_said_on_a_page(string call)
    {
        var faults = new FaultInjector();
        await using var host = await PortalBrowser.HostAsync(configure: setup => setup.Builder = faults.Attach);
        var browser = new PortalBrowser(host);
        var application = await browser.RegisterAsync();
        faults.Fail(call);

        var page = await browser.OpenAsync(application.Path);

        page.Status.ShouldBe(503);
        page.Header("Retry-After").ShouldNotBeNull();
        page.Body.ShouldContain("We cannot answer right now");
        page.MediaType.ShouldBe("text/html; charset=utf-8");
    }

    [Fact]
    public async Task Files_of_pages_can_be_kept_for_ever()
    {
        await using var host = await PortalBrowser.HostAsync();
        var page = await new PortalBrowser(host).OpenAsync();
        var path = page.Body.Split("href=\"").First(part => part.Contains(".css", StringComparison.Ordinal)).Split('"')[
            0
        ];

        var style = await host.GetAsync(path);
        var again = await host.GetAsync(path, ("If-None-Match", style.Header("ETag")!));

        style.Status.ShouldBe(200);
        style.Header("Cache-Control").ShouldBe("public, max-age=31536000, immutable");
        (again.Status, again.Body).ShouldBe((304, ""));
        (await host.GetAsync("/developers/assets/auth.0000000000000000.css")).Status.ShouldBe(404);
    }

    private static IEnumerable<(string, string)> CallFields(WireReply page, string path)
    {
        // The second form of the page; its fields stand in it whole.
        var calls = page with
        {
            Body = page.Body[page.Body.IndexOf("value=\"call\"", StringComparison.Ordinal)..],
        };
        var start = page.Body.LastIndexOf("<form", page.Body.Length - calls.Body.Length, StringComparison.Ordinal);
        return PortalBrowser.FieldsOf(page with { Body = page.Body[start..] }, path);
    }
}
