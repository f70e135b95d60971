using Auth.Registration;
using Auth.Rig;

namespace Auth.Portal;

/// <summary>A developer registers an application in the portal.</summary>
public sealed class RegisterPageTests
{
    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    public async Task Credentials_are_shown_once_and_work_at_the_API_after_the_link_was_confirmed(StoreKind store)
    {
        await using var host = await PortalBrowser.HostAsync(store);
        var browser = new PortalBrowser(host);

        var application = await browser.RegisterAsync();
        await host.DeliverAsync();
        var link = PortalBrowser.LinkOf(host.Mail.Sent[^1].Body);
        var looked = await browser.OpenAsync(link);
        var before = await browser.OpenAsync(application.Path);
        var confirmed = await browser.SubmitAsync(looked, link);
        var after = await browser.OpenAsync(application.Path);

        (looked.Status, confirmed.Status).ShouldBe((200, 200));
        before.Body.ShouldContain("Not verified");
        after.Body.ShouldNotContain("Not verified");
        after.Body.ShouldNotContain(application.Secret);
        var token = await application.TokenAsync(host);
        (await host.GetAsync("/private", OpenverseHost.Bearer(token))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_the_field_and_what_was_written_is_kept()
    {
        await using var host = await PortalBrowser.HostAsync();
        var browser = new PortalBrowser(host);

        var page = await browser.SubmitAsync(
            await browser.OpenAsync("/register"),
            "/register",
            ("name", "\u200B"),
            ("email", "nobody"),
            ("description", "Kept <as> written"),
            ("website", "javascript:alert(1)")
        );

        page.Status.ShouldBe(400);
        page.Body.ShouldContain("id=\"name-fault\"");
        page.Body.ShouldContain("id=\"email-fault\"");
        page.Body.ShouldContain("id=\"website-fault\"");
        page.Body.ShouldContain("Kept &lt;as&gt; written");
        host.Mail.Sent.ShouldBeEmpty();
    }

    [Trait("attack", "67")]
    [Fact]
    public async Task A_name_never_becomes_markup()
    {
        const string Name = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>";
        await using var host = await PortalBrowser.HostAsync();
        var browser = new PortalBrowser(host);
        var application = await browser.RegisterAsync(Name);

        foreach (var path in (string[])["", "/try", "/secrets", "/limits", "/delete"])
        {
            var page = await browser.OpenAsync(application.Path + path);

            page.Status.ShouldBe(200);
            page.Body.ShouldNotContain("<script>alert");
            page.Body.ShouldNotContain("<img");
            page.Header("Content-Security-Policy")!.ShouldNotContain("unsafe");
        }
    }

    [Fact]
    public async Task The_hook_of_the_host_decides_here_too()
    {
        await using var host = await PortalBrowser.HostAsync(configure: setup =>
            setup.Builder = auth =>
                auth.AddEvents(events =>
                    events.OnClientRegistering = context =>
                    {
                        context.Reject(OAuthErrors.AccessDenied with { Description = "Not on a Thursday." });
                        return ValueTask.CompletedTask;
                    }
                )
        );
        var browser = new PortalBrowser(host);

        var page = await browser.SubmitAsync(
            await browser.OpenAsync("/register"),
            "/register",
            ("name", "Lens"),
            ("email", "dev@example.org")
        );

        page.Status.ShouldBe(OAuthErrors.AccessDenied.Status);
        page.Body.ShouldContain("Not on a Thursday.");
    }

    [Fact]
    public async Task Where_registration_is_closed_there_is_no_page()
    {
        await using var host = await PortalBrowser.HostAsync(configure: setup =>
            setup.Auth = options => options.Registration.Mode = RegistrationMode.Closed
        );
        var browser = new PortalBrowser(host);

        (await browser.OpenAsync("/register")).Status.ShouldBe(404);
        (await browser.OpenAsync()).Body.ShouldNotContain("/register");
    }

    [Fact]
    public async Task The_limit_on_registering_is_that_of_the_API()
    {
        await using var host = await PortalBrowser.HostAsync(configure: setup =>
            setup.Limits = limits => limits.Policies["register"] = new() { ["*"] = "1/day" }
        );
        var browser = new PortalBrowser(host);
        await browser.RegisterAsync();

        var second = await browser.SubmitAsync(
            await browser.OpenAsync("/register"),
            "/register",
            ("name", "Second"),
            ("email", "dev@example.org")
        );

        second.Status.ShouldBe(429);
        second.Header("Retry-After").ShouldNotBeNull();
        second.Body.ShouldContain("Too many requests");
    }
}
