using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

/// <summary>What <see cref="IUsageStore"/> promises.</summary>
public abstract class UsageStoreContract : StoreContract
{
    private IUsageStore Usage => Stores.Usage;

    [Fact]
    public async Task A_client_that_was_never_seen_has_no_usage()
    {
        var client = await AddClientAsync();

        (await Usage.ReadAsync(client.Id, Some.Today, None)).ShouldBe(ClientUsage.None);
        (await Usage.ReadAsync(Some.Id(), Some.Today, None)).ShouldBe(ClientUsage.None);
    }

    [Fact]
    public async Task Counts_are_added_within_a_batch_and_across_batches()
    {
        var (client, other) = (await AddClientAsync(), await AddClientAsync());

        await Usage.RecordAsync([Delta(client, 0, 1, 10), Delta(other, 0, 7, 0), Delta(client, 0, 2, 20)], [], None);
        await Usage.RecordAsync([Delta(client, 0, 4, 40), Delta(client, -1, 5, 0)], [], None);

        (await Usage.ReadAsync(client.Id, Some.Today.AddDays(-9), None))
            .Days.ToArray()
            .ShouldBe([new DailyUsage(Some.Today.AddDays(-1), 5, 0), new DailyUsage(Some.Today, 7, 70)]);
        (await Usage.ReadAsync(other.Id, Some.Today, None)).Days.ShouldHaveSingleItem().Allowed.ShouldBe(7);
    }

    [Fact]
    public async Task Last_used_times_only_move_forward()
    {
        var client = await AddClientAsync();
        foreach (var seconds in (int[])[5, 9, 7])
        {
            var at = Some.Now.AddSeconds(seconds);
            await Usage.RecordAsync(
                [
                    new UsageDelta(client.Id, Some.Today, 1, 0, at),
                    new UsageDelta(client.Id, Some.Today, 1, 0, Some.Now),
                ],
                [new SecretUse(client.Id, "s1", at), new SecretUse(client.Id, "s1", Some.Now)],
                None
            );
        }

        await Usage.RecordAsync([], [new SecretUse(client.Id, "s2", Some.Now)], None);

        var usage = await Usage.ReadAsync(client.Id, Some.Today, None);
        usage.LastUsedAt.ShouldBe(Some.Now.AddSeconds(9));
        usage.SecretsLastUsedAt.Count.ShouldBe(2);
        usage.SecretsLastUsedAt["s1"].ShouldBe(Some.Now.AddSeconds(9));
        usage.SecretsLastUsedAt["s2"].ShouldBe(Some.Now);
    }

    [Fact]
    public async Task Unknown_clients_are_skipped_and_the_rest_recorded()
    {
        var client = await AddClientAsync();
        var unknown = Some.Client();

        await Usage.RecordAsync(
            [Delta(unknown, 0, 1, 1), Delta(client, 0, 3, 0)],
            [new SecretUse(unknown.Id, "s1", Some.Now)],
            None
        );

        (await Usage.ReadAsync(client.Id, Some.Today, None)).Days.ShouldHaveSingleItem().Allowed.ShouldBe(3);
        await AddClientAsync(unknown);
        (await Usage.ReadAsync(unknown.Id, Some.Today, None)).ShouldBe(ClientUsage.None);
    }

    [Fact]
    public async Task An_empty_batch_is_nothing() => await Usage.RecordAsync([], [], None);

    [Fact]
    public async Task Reading_starts_at_the_day_asked_and_still_knows_the_last_use()
    {
        var client = await AddClientAsync();
        await Usage.RecordAsync([Delta(client, -2, 1, 0), Delta(client, -1, 2, 0)], [], None);

        var some = await Usage.ReadAsync(client.Id, Some.Today.AddDays(-1), None);
        var none = await Usage.ReadAsync(client.Id, Some.Today, None);

        some.Days.ShouldHaveSingleItem().Day.ShouldBe(Some.Today.AddDays(-1));
        none.Days.ShouldBeEmpty();
        none.LastUsedAt.ShouldBe(Some.Now);
    }

    [Fact]
    public async Task Old_days_are_removed_in_batches_and_the_last_use_is_kept()
    {
        var (client, other) = (await AddClientAsync(), await AddClientAsync());
        foreach (var day in (int[])[-4, -3, -2, -1, 0])
        {
            await Usage.RecordAsync([Delta(client, day, 1, 0), Delta(other, day, 1, 0)], [], None);
        }

        (await Usage.RemoveBeforeAsync(Some.Today.AddDays(-1), 4, None)).ShouldBe(4);
        (await Usage.RemoveBeforeAsync(Some.Today.AddDays(-1), 4, None)).ShouldBe(2);
        (await Usage.RemoveBeforeAsync(Some.Today.AddDays(-1), 4, None)).ShouldBe(0);

        foreach (var clientId in (string[])[client.Id, other.Id])
        {
            var usage = await Usage.ReadAsync(clientId, DateOnly.MinValue, None);
            usage.Days.Select(day => day.Day).ShouldBe([Some.Today.AddDays(-1), Some.Today]);
            usage.LastUsedAt.ShouldBe(Some.Now);
        }
    }

    [Fact]
    public async Task Days_are_added_up_over_all_clients()
    {
        var (one, two) = (await AddClientAsync(), await AddClientAsync());
        await Usage.RecordAsync([Delta(one, 0, 1, 2), Delta(two, 0, 10, 20), Delta(two, -1, 5, 0)], [], None);

        (await Usage.SumAsync(Some.Today.AddDays(-1), None)).ShouldBe([
            new DailyUsage(Some.Today.AddDays(-1), 5, 0),
            new DailyUsage(Some.Today, 11, 22),
        ]);
        (await Usage.SumAsync(Some.Today, None)).ShouldBe([new DailyUsage(Some.Today, 11, 22)]);
        (await Usage.SumAsync(Some.Today.AddDays(1), None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_busiest_clients_come_first_and_refused_requests_count()
    {
        var (calm, busy, refused) = (await AddClientAsync(), await AddClientAsync(), await AddClientAsync());
        await Usage.RecordAsync([Delta(calm, 0, 3, 0), Delta(busy, 0, 6, 1)], [], None);
        await Usage.RecordAsync([Delta(refused, 0, 1, 9), Delta(calm, -1, 1_000, 0)], [], None);

        (await Usage.BusiestAsync(Some.Today, 2, None)).ShouldBe([
            new BusyClient(refused.Id, 1, 9),
            new BusyClient(busy.Id, 6, 1),
        ]);
    }

    [Fact]
    public async Task No_count_is_lost_among_many_writers()
    {
        var clients = new[] { await AddClientAsync(), await AddClientAsync(), await AddClientAsync() };

        await Race.RunAsync(
            16,
            caller =>
                Usage.RecordAsync(
                    [.. (caller % 2 == 0 ? clients : clients.Reverse()).Select(client => Delta(client, 0, 1, 2))],
                    [new SecretUse(clients[0].Id, "s1", Some.Now.AddSeconds(caller))],
                    None
                )
        );

        foreach (var client in clients)
        {
            (await Usage.ReadAsync(client.Id, Some.Today, None))
                .Days.ShouldHaveSingleItem()
                .ShouldBe(new DailyUsage(Some.Today, 16, 32));
        }

        var secrets = (await Usage.ReadAsync(clients[0].Id, Some.Today, None)).SecretsLastUsedAt;
        secrets["s1"].ShouldBe(Some.Now.AddSeconds(15));
    }

    [Fact]
    public async Task Recording_while_clients_are_removed_leaves_nothing_behind()
    {
        for (var round = 0; round < 5; round++)
        {
            var client = await AddClientAsync();

            await Race.RunAsync(
                8,
                async caller =>
                {
                    if (caller == 4)
                    {
                        await Stores.Clients.RemoveAsync(client.Id, None);
                    }
                    else
                    {
                        await Usage.RecordAsync(
                            [Delta(client, 0, 1, 1)],
                            [new SecretUse(client.Id, "s", Some.Now)],
                            None
                        );
                    }
                }
            );

            await AddClientAsync(client);
            (await Usage.ReadAsync(client.Id, Some.Today, None)).ShouldBe(ClientUsage.None);
        }
    }

    private static UsageDelta Delta(Client client, int day, long allowed, long refused) =>
        new(client.Id, Some.Today.AddDays(day), allowed, refused, Some.Now);
}
