using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

/// <summary>What <see cref="IOutboxStore"/> promises.</summary>
public abstract class OutboxStoreContract : StoreContract
{
    private static readonly DateTimeOffset Lease = Some.Now.AddMinutes(5);

    private IOutboxStore Outbox => Stores.Outbox;

    [Fact]
    public async Task A_due_message_is_claimed_with_its_lease()
    {
        var mail = await AddMailAsync();
        var bare = await AddMailAsync(mail with { Id = Some.Id(), Reference = null, DueAt = Some.Now - Some.Tick });

        var claimed = await Outbox.ClaimAsync(Some.Now, Lease, 10, None);

        claimed.ShouldBe([bare with { DueAt = Lease, Attempts = 1 }, mail with { DueAt = Lease, Attempts = 1 }]);
    }

    [Fact]
    public async Task A_message_is_due_at_its_time_and_not_a_tick_before()
    {
        var mail = await AddMailAsync();

        (await Outbox.ClaimAsync(mail.DueAt - Some.Tick, Lease, 10, None)).ShouldBeEmpty();
        (await Outbox.ClaimAsync(mail.DueAt, Lease, 10, None)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_claimed_message_is_handed_on_when_its_lease_ends()
    {
        await AddMailAsync();
        await Outbox.ClaimAsync(Some.Now, Lease, 10, None);

        (await Outbox.ClaimAsync(Lease - Some.Tick, Lease.AddMinutes(5), 10, None)).ShouldBeEmpty();
        var again = await Outbox.ClaimAsync(Lease, Lease.AddMinutes(5), 10, None);

        again.ShouldHaveSingleItem().Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task The_oldest_due_messages_come_first_and_no_more_than_asked()
    {
        var clientId = (await AddClientAsync()).Id;
        Dictionary<int, string> ids = [];
        foreach (var minutes in (int[])[3, 1, 2, 4])
        {
            ids[minutes] = (await AddMailAsync(Some.Mail(clientId, Some.Now.AddMinutes(-minutes)))).Id;
        }

        var first = await Outbox.ClaimAsync(Some.Now, Lease, 3, None);
        var rest = await Outbox.ClaimAsync(Some.Now, Lease, 3, None);

        first.Select(mail => mail.Id).ShouldBe([ids[4], ids[3], ids[2]]);
        rest.ShouldHaveSingleItem().Id.ShouldBe(ids[1]);
    }

    [Fact]
    public async Task Each_message_goes_to_exactly_one_of_many_workers()
    {
        var clientId = (await AddClientAsync()).Id;
        for (var round = 1; round <= 5; round++)
        {
            var ids = new List<string>();
            for (var count = 0; count < 20; count++)
            {
                ids.Add((await AddMailAsync(Some.Mail(clientId))).Id);
            }

            var claims = await Race.RunAsync(8, _ => Outbox.ClaimAsync(Some.Now, Lease, 7, None));
            var late = await Outbox.ClaimAsync(Some.Now, Lease, 100, None);

            var claimed = claims.SelectMany(claim => claim).Concat(late).ToList();
            claimed.Select(mail => mail.Id).ShouldBe(ids, ignoreOrder: true);
            claimed.ShouldAllBe(mail => mail.Attempts == 1);
        }
    }

    [Fact]
    public async Task A_rescheduled_message_is_due_then_and_keeps_its_attempts()
    {
        var mail = await AddMailAsync();
        await Outbox.ClaimAsync(Some.Now, Lease, 10, None);

        await Outbox.RescheduleAsync(mail.Id, Some.Now.AddSeconds(1), null, None);
        (await Outbox.RescheduleAsync(mail.Id, Some.Now.AddSeconds(1), null, None)).ShouldBeTrue();

        (await Outbox.ClaimAsync(Some.Now, Lease, 10, None)).ShouldBeEmpty();
        var again = await Outbox.ClaimAsync(Some.Now.AddSeconds(1), Lease, 10, None);
        again.ShouldHaveSingleItem().Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task A_removed_message_is_gone_and_its_rescheduling_ignored()
    {
        var (mail, other) = (await AddMailAsync(), await AddMailAsync());

        (await Outbox.RemoveAsync(mail.Id, None)).ShouldBeTrue();
        (await Outbox.RemoveAsync(mail.Id, None)).ShouldBeFalse();
        (await Outbox.RescheduleAsync(mail.Id, Some.Now, null, None)).ShouldBeFalse();

        (await Outbox.FindAsync(mail.Id, None)).ShouldBeNull();
        (await Outbox.CountAsync(None)).ShouldBe(1);
        (await Outbox.ClaimAsync(Some.Now, Lease, 10, None)).ShouldHaveSingleItem().Id.ShouldBe(other.Id);
    }

    [Fact]
    public async Task Claimed_messages_still_wait()
    {
        await AddMailAsync();
        await AddMailAsync();

        await Outbox.ClaimAsync(Some.Now, Lease, 1, None);

        (await Outbox.CountAsync(None)).ShouldBe(2);
    }

    [Fact]
    public async Task Why_a_message_failed_is_kept_until_it_fails_for_another_reason()
    {
        var mail = await AddMailAsync();

        await Outbox.RescheduleAsync(mail.Id, Some.Now, "SmtpException", None);
        await Outbox.RescheduleAsync(mail.Id, Some.Now, null, None);
        (await Outbox.FindAsync(mail.Id, None)).ShouldBe(mail with { LastError = "SmtpException" });

        await Outbox.RescheduleAsync(mail.Id, Some.Now, "TimeoutException", None);
        (await Outbox.ClaimAsync(Some.Now, Lease, 10, None))
            .ShouldHaveSingleItem()
            .LastError.ShouldBe("TimeoutException");
    }

    [Fact]
    public async Task Pages_hold_every_message_once_by_when_it_is_due()
    {
        var clientId = (await AddClientAsync()).Id;
        List<OutboxMessage> expected = [];
        foreach (var minutes in (int[])[2, 1, 1, 0, 5])
        {
            expected.Add(await AddMailAsync(Some.Mail(clientId, Some.Now.AddMinutes(minutes))));
        }

        List<OutboxMessage> seen = [];
        while (await Outbox.PageAsync(seen.LastOrDefault(), 2, None) is { Count: > 0 } page)
        {
            page.Count.ShouldBeLessThanOrEqualTo(2);
            seen.AddRange(page);
        }

        seen.ShouldBe(expected, ignoreOrder: true);
        seen.Select(mail => mail.DueAt).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_message_to_a_missing_client_is_not_stored()
    {
        await Should.ThrowAsync<InvalidOperationException>(async () =>
            await Outbox.AddAsync(Some.Mail(Some.Id()), None)
        );

        (await Outbox.CountAsync(None)).ShouldBe(0);
    }

    private async Task<OutboxMessage> AddMailAsync(OutboxMessage? mail = null)
    {
        mail ??= Some.Mail((await AddClientAsync()).Id);
        await Outbox.AddAsync(mail, None);
        return mail;
    }
}
