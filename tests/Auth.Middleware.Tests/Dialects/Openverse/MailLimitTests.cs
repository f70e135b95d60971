using Auth.Rig;
using Auth.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dialects.Openverse;

/// <summary>The host cannot be used to bomb a mailbox.</summary>
public sealed class MailLimitTests
{
    [Fact]
    [Trait("attack", "23")]
    [Trait("attack", "33")]
    public async Task One_mailbox_gets_five_mails_a_day_however_its_address_is_written()
    {
        await using var host = await OpenverseHost.StartAsync();
        string[] spellings =
        [
            "victim@gmail.com",
            "Victim@Gmail.com",
            "v.i.c.t.i.m@gmail.com",
            "victim+1@gmail.com",
            "vic.tim+2@googlemail.com",
            "VICTIM@GOOGLEMAIL.COM",
        ];
        for (var i = 0; i < 12; i++)
        {
            await host.RegisterAsync($"Project {i}", spellings[i % spellings.Length], address: $"192.0.2.{i}");
        }

        var sent = new List<(DateTimeOffset At, int Count)>();
        for (var hour = 0; hour < 24 * 4; hour++)
        {
            var before = host.Mail.Sent.Count;
            await host.DeliverAsync();
            sent.Add((host.Clock.GetUtcNow(), host.Mail.Sent.Count - before));
            host.Clock.Advance(TimeSpan.FromHours(1));
        }

        foreach (var (at, _) in sent)
        {
            sent.Where(other => other.At >= at && other.At < at.AddDays(1))
                .Sum(other => other.Count)
                .ShouldBeLessThanOrEqualTo(5);
        }

        host.Mail.Sent.Count.ShouldBe(12, "what was over the limit waited");
    }

    [Fact]
    [Trait("attack", "23")]
    public async Task A_resend_counts_for_the_mailbox_and_not_for_the_application()
    {
        await using var host = await OpenverseHost.StartAsync();
        var first = await host.RegisterAsync("First", "victim@example.org");
        var second = await host.RegisterAsync("Second", "VICTIM+a@example.org");

        for (var i = 0; i < 6; i++)
        {
            await host.PostFormAsync(OpenverseHost.VerifyPath, first.Form);
            await host.PostFormAsync(OpenverseHost.VerifyPath, second.Form);
        }

        await host.DeliverAsync();
        host.Mail.Sent.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Mail_that_waits_for_its_mailbox_holds_up_nobody_elses()
    {
        await using var host = await OpenverseHost.StartAsync(configure: setup =>
            setup.Auth = options =>
            {
                options.Mail.DailyLimitPerRecipient = 1;
                options.Mail.HourlyLimit = 3;
            }
        );
        for (var i = 0; i < 5; i++)
        {
            await host.RegisterAsync($"Project {i}", "victim@example.org");
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await host.RegisterAsync("Honest", "honest@example.org");
        await host.RegisterAsync("Upright", "upright@example.org");
        await host.DeliverAsync();

        host.Mail.Sent.Select(mail => mail.To)
            .ShouldBe(["victim@example.org", "honest@example.org", "upright@example.org"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_over_the_hourly_limit_leaves_in_the_next_hours()
    {
        await using var host = await OpenverseHost.StartAsync(configure: setup =>
            setup.Auth = options => options.Mail.HourlyLimit = 2
        );
        for (var i = 0; i < 5; i++)
        {
            await host.RegisterAsync($"Project {i}", $"dev{i}@example.org");
        }

        int[] expected = [2, 4, 5];
        foreach (var count in expected)
        {
            await host.DeliverAsync();
            host.Mail.Sent.Count.ShouldBe(count);
            host.Clock.Advance(TimeSpan.FromMinutes(64));
        }

        (await host.Services.GetRequiredService<IOutboxStore>().CountAsync(CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task Waiting_for_the_limits_is_no_failure_however_often_it_has_to_be()
    {
        await using var host = await OpenverseHost.StartAsync(configure: setup =>
        {
            setup.LiftLimits();
            setup.Auth = options => options.Mail.HourlyLimit = 1;
        });
        for (var i = 0; i < 30; i++)
        {
            await host.RegisterAsync($"Project {i}", $"dev{i}@example.org");
        }

        for (var hour = 0; hour < 30; hour++)
        {
            await host.DeliverAsync();
            host.Clock.Advance(TimeSpan.FromMinutes(64));
        }

        host.Mail.Sent.Select(mail => mail.To).Distinct().Count().ShouldBe(30);
    }
}
