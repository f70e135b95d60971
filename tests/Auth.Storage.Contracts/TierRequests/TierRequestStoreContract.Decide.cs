using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

public abstract partial class TierRequestStoreContract
{
    [Fact]
    public async Task An_approved_client_takes_the_tier_and_is_told()
    {
        var request = await AddRequestAsync();
        var mail = Some.Mail(request.ClientId);

        var decided = await DecideAsync(request, TierRequestStatus.Approved, mail);

        decided.ShouldBe(request with { Status = TierRequestStatus.Approved, Note = "note", DecidedAt = Some.Now });
        (await Requests.FindAsync(request.Id, None)).ShouldBe(decided);
        var client = await Stores.Clients.FindAsync(request.ClientId, None);
        client!.Tier.ShouldBe(request.Tier);
        client.Version.ShouldBe(2);
        var owed = await Stores.Outbox.ClaimAsync(Some.Now, Some.Now.AddMinutes(1), 10, None);
        owed.ShouldHaveSingleItem().Id.ShouldBe(mail.Id);
    }

    [Fact]
    public async Task A_declined_client_keeps_its_tier_and_is_told()
    {
        var request = await AddRequestAsync();

        var decided = await DecideAsync(request, TierRequestStatus.Declined);

        decided!.Status.ShouldBe(TierRequestStatus.Declined);
        var client = await Stores.Clients.FindAsync(request.ClientId, None);
        client!.Tier.ShouldBe("standard");
        client.Version.ShouldBe(1);
        (await Stores.Outbox.CountAsync(None)).ShouldBe(1);
    }

    [Fact]
    public async Task A_decision_is_final()
    {
        var request = await AddRequestAsync();
        var declined = await DecideAsync(request, TierRequestStatus.Declined);

        (await DecideAsync(request, TierRequestStatus.Approved)).ShouldBeNull();

        (await Requests.FindAsync(request.Id, None)).ShouldBe(declined);
        (await Stores.Clients.FindAsync(request.ClientId, None))!.Tier.ShouldBe("standard");
        (await Stores.Outbox.CountAsync(None)).ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_request_cannot_be_decided()
    {
        var client = await AddClientAsync();

        (await DecideAsync(Some.TierRequest(client.Id), TierRequestStatus.Approved)).ShouldBeNull();

        (await Stores.Outbox.CountAsync(None)).ShouldBe(0);
    }

    [Fact]
    public async Task Pending_is_no_decision()
    {
        var request = await AddRequestAsync();

        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () =>
            await DecideAsync(request, TierRequestStatus.Pending)
        );
    }

    [Fact]
    public async Task A_decision_whose_mail_cannot_be_stored_is_not_made()
    {
        var request = await AddRequestAsync();
        var mail = Some.Mail(request.ClientId);
        await Stores.Outbox.AddAsync(mail, None);

        await Should.ThrowAsync<Exception>(async () => await DecideAsync(request, TierRequestStatus.Approved, mail));

        (await Requests.FindAsync(request.Id, None)).ShouldBe(request);
        (await Stores.Clients.FindAsync(request.ClientId, None))!.Tier.ShouldBe("standard");
    }

    [Fact]
    public async Task Of_many_operators_exactly_one_decides()
    {
        for (var round = 1; round <= 5; round++)
        {
            var request = await AddRequestAsync();

            var decisions = await Race.RunAsync(
                16,
                caller =>
                    DecideAsync(request, caller % 2 == 0 ? TierRequestStatus.Approved : TierRequestStatus.Declined)
            );

            var winner = decisions.Where(decision => decision is not null).ShouldHaveSingleItem();
            (await Requests.FindAsync(request.Id, None)).ShouldBe(winner);
            var client = await Stores.Clients.FindAsync(request.ClientId, None);
            client!.Version.ShouldBe(winner!.Status == TierRequestStatus.Approved ? 2 : 1);
            (await Stores.Outbox.CountAsync(None)).ShouldBe(round);
        }
    }
}
