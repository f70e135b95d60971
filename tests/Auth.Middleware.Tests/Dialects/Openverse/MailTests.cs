using System.Net.Sockets;
using Auth.Mail;
using Auth.Rig;
using Auth.Storage;
using Auth.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dialects.Openverse;

/// <summary>The verification mail: what it says, and that it arrives whatever happens to the mail server.</summary>
public sealed class MailTests
{
    [Fact]
    public async Task The_mail_says_this_and_nothing_that_the_developer_wrote()
    {
        await using var host = await OpenverseHost.StartAsync(configure: setup =>
            setup.Openverse = options => options.ProductName = "Openverse API"
        );
        await host.RegisterAsync("Buy cheap pills at http://evil.example");

        await host.DeliverAsync();

        var mail = host.Mail.Sent.ShouldHaveSingleItem();
        mail.To.ShouldBe("dev@example.org");
        mail.Subject.ShouldBe("Verify your API credentials");
        var code = OpenverseHost.LinkPath(mail)[OpenverseHost.VerifyPath.Length..].TrimEnd('/');
        Snapshot.ShouldMatch(mail.Body.Replace(code, "{code}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("attack", "30")]
    public async Task A_mail_server_that_is_down_delays_the_mail_and_loses_nothing(StoreKind store)
    {
        await using var host = await OpenverseHost.StartAsync(store);
        host.Mail.Refuse = _ => new SocketException();

        var registered = await host.RegisterAsync();
        await host.DeliverAsync();
        host.Mail.Sent.ShouldBeEmpty();
        (await host.RequestTokenAsync(registered)).Status.ShouldBe(200);
        host.Mail.Refuse = _ => null;
        await host.DeliverAsync();
        host.Mail.Sent.ShouldBeEmpty("it waits a little before it tries again");
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        await host.DeliverAsync();

        (await host.GetAsync(OpenverseHost.LinkPath(host.Mail.Sent.ShouldHaveSingleItem()))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_mail_server_that_is_down_for_three_days_still_gets_the_mail()
    {
        await using var host = await OpenverseHost.StartAsync();
        var back = host.Clock.GetUtcNow().AddDays(3);
        host.Mail.Refuse = _ => host.Clock.GetUtcNow() < back ? new IOException() : null;
        await host.RegisterAsync();

        for (var hour = 0; hour < 4 * 24 && host.Mail.Sent.Count == 0; hour++)
        {
            await host.DeliverAsync();
            host.Clock.Advance(TimeSpan.FromHours(1));
        }

        (await host.GetAsync(OpenverseHost.LinkPath(host.Mail.Sent.ShouldHaveSingleItem()))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_mail_nobody_can_deliver_is_given_up_after_a_week()
    {
        await using var host = await OpenverseHost.StartAsync();
        host.Mail.Refuse = _ => new IOException();
        await host.RegisterAsync();

        for (var hour = 0; hour <= 8 * 24; hour++)
        {
            await host.DeliverAsync();
            host.Clock.Advance(TimeSpan.FromHours(1));
        }

        (await Outbox(host).CountAsync(CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task A_sender_that_hangs_holds_up_neither_callers_nor_the_mail_of_others()
    {
        await using var host = await OpenverseHost.StartAsync();
        host.Mail.Hangs = true;
        await host.RegisterAsync("First", "first@example.org");
        var hanging = host.DeliverAsync();
        (await host.Mail.NextAttemptAsync()).To.ShouldBe("first@example.org");

        var second = await host.RegisterAsync("Second", "second@example.org");
        host.Mail.Hangs = false;
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await hanging.WaitAsync(TimeSpan.FromSeconds(30));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.DeliverAsync();

        (await host.RequestTokenAsync(second)).Status.ShouldBe(200);
        host.Mail.Sent.Select(mail => mail.To).ShouldBe(["first@example.org", "second@example.org"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_batch_has_no_time_for_is_left_to_the_next_one_and_sent_once()
    {
        await using var host = await OpenverseHost.StartAsync(configure: setup => setup.LiftLimits());
        for (var i = 0; i < 8; i++)
        {
            await host.RegisterAsync($"Project {i}", $"dev{i}@example.org");
        }

        host.Mail.Refuse = _ =>
        {
            // A slow server: each mail takes most of its time.
            host.Clock.Advance(TimeSpan.FromSeconds(29));
            return null;
        };
        var dispatcher = host.Services.GetRequiredService<MailDispatcher>();
        await dispatcher.DispatchAsync(CancellationToken.None);

        host.Mail.Sent.Count.ShouldBe(4, "each within the lease of two minutes");
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.DeliverAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await host.DeliverAsync();
        host.Mail.Sent.Select(mail => mail.To).Distinct().Count().ShouldBe(8);
        host.Mail.Sent.Count.ShouldBe(8);
    }

    [Fact]
    public async Task The_worker_sends_without_being_asked_and_tries_again_by_itself()
    {
        await using var host = await OpenverseHost.StartAsync(configure: setup => setup.Workers = true);
        host.Mail.Refuse = _ => new IOException();
        await host.RegisterAsync();
        await host.Mail.NextAttemptAsync();
        host.Mail.Refuse = _ => null;

        // The worker may still be writing the failure down: it looks again every five seconds.
        var attempt = host.Mail.NextAttemptAsync();
        while (!attempt.IsCompleted)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        (await attempt).To.ShouldBe("dev@example.org");
    }

    [Fact]
    public async Task A_mail_to_a_client_that_verified_meanwhile_is_not_sent()
    {
        await using var host = await OpenverseHost.StartAsync();
        var registered = await host.RegisterAsync();
        await host.DeliverAsync();
        await host.PostFormAsync(OpenverseHost.VerifyPath, registered.Form);

        await host.GetAsync(OpenverseHost.LinkPath(host.Mail.Sent[0]));
        await host.DeliverAsync();

        host.Mail.Sent.Count.ShouldBe(1);
        (await Outbox(host).CountAsync(CancellationToken.None)).ShouldBe(0);
    }

    private static IOutboxStore Outbox(OpenverseHost host) => host.Services.GetRequiredService<IOutboxStore>();
}
