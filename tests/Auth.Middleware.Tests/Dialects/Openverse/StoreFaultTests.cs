using Auth.Rig;
using Auth.TestKit;
using Microsoft.Extensions.Logging;

namespace Auth.Dialects.Openverse;

/// <summary>A store that fails is answered 503 in the dialect's words: nobody throws good credentials away, nothing is half done.</summary>
public sealed class StoreFaultTests
{
    private const string Resource = """{"detail":"The service cannot answer now. Try again."}""";
    private const string OAuth =
        """{"detail":"The service cannot answer now. Try again.","error":"temporarily_unavailable"}""";

    [Theory]
    [Trait("rfc", "9110-15.6.4")]
    [InlineData("register", "IClientStore.AddAsync", Resource)]
    [InlineData("token", "IClientStore.FindAsync", OAuth)]
    [InlineData("token", "ITokenStore.AddAsync", OAuth)]
    [InlineData("verify", "IGrantStore.TakeAsync", Resource)]
    [InlineData("verify", "IClientStore.FindAsync", Resource)]
    [InlineData("verify", "IClientStore.TryUpdateAsync", Resource)]
    [InlineData("look", "IGrantStore.FindAsync", Resource)]
    [InlineData("look", "IClientStore.FindAsync", Resource)]
    [InlineData("resend", "IClientStore.FindAsync", OAuth)]
    [InlineData("resend", "IOutboxStore.AddAsync", OAuth)]
    [InlineData("resend", "IRateLimitStore.AcquireAsync", OAuth)]
    [InlineData("revoke", "IClientStore.FindAsync", OAuth)]
    [InlineData("revoke", "ITokenStore.RevokeAsync", OAuth)]
    [InlineData("introspect", "IClientStore.FindAsync", OAuth)]
    [InlineData("introspect", "ITokenStore.FindAsync", OAuth)]
    [InlineData("key info", "ITokenStore.FindAsync", Resource)]
    [InlineData("tier request", "ITierRequestStore.TryAddAsync", Resource)]
    [Trait("attack", "63")]
    public async Task A_call_that_fails_is_answered_503_and_works_when_tried_again(
        string action,
        string call,
        string expected
    )
    {
        var faults = new FaultInjector();
        await using var host = await OpenverseHost.StartAsync(configure: setup => setup.Builder = faults.Attach);
        var registered = await host.RegisterAsync();
        await host.DeliverAsync();
        var token = await host.TokenAsync(registered);
        // Nothing is remembered of the client any more: the stores have to be asked.
        host.Clock.Advance(TimeSpan.FromSeconds(10));

        faults.Fail(call);
        var failed = await DoAsync(host, action, registered, token);
        faults.Heal();
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        var again = await DoAsync(host, action, registered, token);

        faults.Hits.ShouldBe(1);
        (failed.Status, failed.Body).ShouldBe((503, expected));
        failed.Header("Retry-After").ShouldBe("5");
        failed.Header("Cache-Control").ShouldBe("no-store");
        failed.Header("Allow").ShouldNotBeNull();
        failed.Header("WWW-Authenticate").ShouldBeNull();
        again.Status.ShouldBeInRange(200, 202);
        host.Log.From(LogLevel.Error).ShouldNotBeEmpty();
        host.Log.Text.ShouldNotContain(registered.Secret);
        host.Log.Text.ShouldNotContain(token);
    }

    [Fact]
    public async Task The_answer_keeps_the_headers_of_the_limiter()
    {
        var faults = new FaultInjector();
        await using var host = await OpenverseHost.StartAsync(configure: setup => setup.Builder = faults.Attach);
        faults.Fail("IClientStore.AddAsync");

        var reply = await DoAsync(host, "register", new Registered("", ""), "");

        Snapshot.ShouldMatch(reply.Masked);
    }

    [Fact]
    [Trait("attack", "30")]
    public async Task A_registration_that_failed_leaves_neither_a_name_nor_a_mail()
    {
        var faults = new FaultInjector();
        await using var host = await OpenverseHost.StartAsync(configure: setup => setup.Builder = faults.Attach);
        faults.Fail("IClientStore.AddAsync");
        (await DoAsync(host, "register", new Registered("", ""), "")).Status.ShouldBe(503);
        await host.DeliverAsync();
        host.Mail.Sent.ShouldBeEmpty();

        faults.Heal();
        (await DoAsync(host, "register", new Registered("", ""), "")).Status.ShouldBe(201);
        await host.DeliverAsync();

        host.Mail.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_verification_that_broke_off_half_way_is_finished_by_the_next_click()
    {
        var faults = new FaultInjector();
        await using var host = await OpenverseHost.StartAsync(configure: setup => setup.Builder = faults.Attach);
        await host.RegisterAsync();
        await host.DeliverAsync();
        var link = OpenverseHost.LinkPath(host.Mail.Sent[0]);
        faults.Fail("IClientStore.TryUpdateAsync");
        (await host.GetAsync(link)).Status.ShouldBe(503);
        faults.Heal();

        var next = await host.GetAsync(link);

        next.Body.ShouldBe("""{"msg":"Successfully verified email. Your OAuth2 credentials are now active."}""");
    }

    private static Task<WireReply> DoAsync(OpenverseHost host, string action, Registered registered, string token)
    {
        var link = host.Mail.Sent.Count > 0 ? OpenverseHost.LinkPath(host.Mail.Sent[0]) : "";
        return action switch
        {
            "register" => host.PostFormAsync(
                OpenverseHost.RegisterPath,
                ("name", "Another project"),
                ("description", "Tests"),
                ("email", "dev@example.org")
            ),
            "token" => host.RequestTokenAsync(registered),
            "verify" => host.GetAsync(link),
            "look" => host.GetAsync(link, ("Sec-Purpose", "prefetch")),
            "resend" => host.PostFormAsync(OpenverseHost.VerifyPath, registered.Form),
            "revoke" => host.PostFormAsync(OpenverseHost.RevokePath, [("token", token), .. registered.Form]),
            "introspect" => host.PostFormAsync(OpenverseHost.IntrospectPath, [("token", token), .. registered.Form]),
            "key info" => host.GetAsync(OpenverseHost.KeyInfoPath, OpenverseHost.Bearer(token)),
            _ => host.PostJsonAsync(
                OpenverseHost.TierRequestPath,
                """{"tier":"enhanced","reason":"A film archive"}""",
                OpenverseHost.Bearer(token)
            ),
        };
    }
}
