using Auth.Rig;
using Auth.Storage;
using Auth.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Dialects.Openverse;

/// <summary>Many callers at the same moment.</summary>
public sealed class RaceTests
{
    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    [Trait("attack", "32")]
    public async Task Of_32_registrations_of_one_name_exactly_one_wins(StoreKind store)
    {
        await using var host = await OpenverseHost.StartAsync(store, setup => setup.LiftLimits());

        var rounds = await Race.RunAsync(
            32,
            3,
            (round, contestant) =>
                host.PostFormAsync(
                    OpenverseHost.RegisterPath,
                    ("name", contestant % 2 == 0 ? $"Project {round}" : $" PROJECT  {round}"),
                    ("description", "Tests"),
                    ("email", $"dev{contestant}@example.org")
                )
        );

        foreach (var replies in rounds)
        {
            replies.Count(reply => reply.Status == 201).ShouldBe(1);
            replies
                .Where(reply => reply.Status != 201)
                .ShouldAllBe(reply =>
                    reply.Status == 400
                    && reply.Body == """{"name":["An application with this name already exists."]}"""
                );
        }

        (await host.Services.GetRequiredService<IOutboxStore>().CountAsync(CancellationToken.None)).ShouldBe(3);
    }

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task Of_16_clicks_on_one_link_one_verifies_and_the_others_hear_that_it_is_done(StoreKind store)
    {
        await using var host = await OpenverseHost.StartAsync(store, setup => setup.LiftLimits());
        for (var i = 0; i < 3; i++)
        {
            await host.RegisterAsync($"Project {i}", $"dev{i}@example.org");
        }

        await host.DeliverAsync();

        var rounds = await Race.RunAsync(
            16,
            3,
            (round, _) => host.GetAsync(OpenverseHost.LinkPath(host.Mail.Sent[round]))
        );

        foreach (var replies in rounds)
        {
            replies.ShouldAllBe(reply => reply.Status == 200);
            replies
                .Count(reply => reply.Text("msg").StartsWith("Successfully verified", StringComparison.Ordinal))
                .ShouldBe(1);
        }
    }

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.PostgreSql)]
    public async Task Registrations_tokens_and_requests_do_not_disturb_each_other(StoreKind store)
    {
        await using var host = await OpenverseHost.StartAsync(store, setup => setup.LiftLimits());

        var rounds = await Race.RunAsync(
            8,
            4,
            async (round, contestant) =>
            {
                var registered = await host.RegisterAsync($"Project {round} {contestant}");
                var token = await host.TokenAsync(registered);
                var used = await host.GetAsync(
                    "/private",
                    OpenverseHost.Bearer(token),
                    (OpenverseHost.AddressHeader, $"192.0.2.{contestant}")
                );
                return (registered.ClientId, registered.Secret, Token: token, used.Status);
            }
        );

        var all = rounds.SelectMany(round => round).ToList();
        all.ShouldAllBe(one => one.Status == 200);
        foreach (
            var values in (IEnumerable<string>[])
                [all.Select(o => o.ClientId), all.Select(o => o.Secret), all.Select(o => o.Token)]
        )
        {
            values.Distinct().Count().ShouldBe(all.Count);
        }
    }

    [Fact]
    public async Task Two_dispatchers_send_each_mail_once()
    {
        await using var host = await OpenverseHost.StartAsync(StoreKind.Sqlite, setup => setup.LiftLimits());
        for (var i = 0; i < 20; i++)
        {
            await host.RegisterAsync($"Project {i}", $"dev{i}@example.org");
        }

        await Race.RunAsync(
            4,
            1,
            async (_, _) =>
            {
                await host.DeliverAsync();
                return 0;
            }
        );

        host.Mail.Sent.Count.ShouldBe(20);
        host.Mail.Sent.Select(mail => mail.To).Distinct().Count().ShouldBe(20);
    }
}
