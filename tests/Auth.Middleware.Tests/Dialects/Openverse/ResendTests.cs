using Auth.Rig;
using Auth.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dialects.Openverse;

/// <summary><c>POST /v1/auth_tokens/verify/</c>: the mail once more.</summary>
public sealed class ResendTests
{
    private const string CheckMail = """{"msg":"Check your email for a verification link."}""";

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task A_lost_or_expired_link_is_replaced_by_a_new_one(StoreKind store)
    {
        await using var host = await OpenverseHost.StartAsync(store);
        var registered = await host.RegisterAsync();
        await host.DeliverAsync();
        host.Clock.Advance(TimeSpan.FromHours(50));

        var reply = await host.PostFormAsync(OpenverseHost.VerifyPath, registered.Form);
        await host.DeliverAsync();

        (reply.Status, reply.Body).ShouldBe((202, CheckMail));
        host.Mail.Sent.Count.ShouldBe(2);
        host.Mail.Sent.ShouldAllBe(mail => mail.To == "dev@example.org");
        var (old, fresh) = (OpenverseHost.LinkPath(host.Mail.Sent[0]), OpenverseHost.LinkPath(host.Mail.Sent[1]));
        (await host.GetAsync(old)).Status.ShouldBe(410);
        (await host.GetAsync(fresh)).Status.ShouldBe(200);
        (await host.GetAsync(old)).Status.ShouldBe(200, "what is verified is verified");
    }

    [Fact]
    public async Task JSON_Basic_and_the_form_without_a_slash_work_too()
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();

        var json = await host.PostJsonAsync(
            OpenverseHost.VerifyPath,
            $$"""{"client_id":"{{registered.ClientId}}","client_secret":"{{registered.Secret}}"}"""
        );
        var basic = await host.SendAsync(HttpMethod.Post, OpenverseHost.VerifyPath, null, registered.Basic);
        var bare = await host.PostFormAsync(OpenverseHost.VerifyPath.TrimEnd('/'), registered.Form);

        WireReply[] replies = [json, basic, bare];
        replies.ShouldAllBe(reply => reply.Body == CheckMail && reply.Status == 202);
    }

    [Fact]
    public async Task A_verified_client_gets_no_further_mail()
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterVerifiedAsync();

        var reply = await host.PostFormAsync(OpenverseHost.VerifyPath, registered.Form);
        await host.DeliverAsync();

        reply.Status.ShouldBe(200);
        host.Mail.Sent.Count.ShouldBe(1);
    }

    [Fact]
    [Trait("rfc", "9110-15.5.2")]
    public async Task A_stranger_cannot_ask()
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();
        await host.DeliverAsync();

        var reply = await host.PostFormAsync(OpenverseHost.VerifyPath, ("client_id", registered.ClientId));
        await host.DeliverAsync();

        (reply.Status, reply.Body).ShouldBe(
            (401, """{"detail":"Client authentication failed.","error":"invalid_client"}""")
        );
        reply.Header("WWW-Authenticate").ShouldBe("Basic realm=\"api\"");
        host.Mail.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Asking_again_and_again_fills_neither_the_mailbox_nor_the_outbox()
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();

        for (var i = 0; i < 40; i++)
        {
            var reply = await host.PostFormAsync(OpenverseHost.VerifyPath, registered.Form);
            (reply.Status, reply.Body).ShouldBe((202, CheckMail), "the answer does not say that mail is held back");
        }

        await host.DeliverAsync();
        var outbox = host.Services.GetRequiredService<IOutboxStore>();
        host.Mail.Sent.Count.ShouldBe(5);
        (await outbox.CountAsync(CancellationToken.None)).ShouldBe(1);
    }
}
