using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

/// <summary>What <see cref="IGrantStore"/> promises.</summary>
public abstract partial class GrantStoreContract : StoreContract
{
    private const string Kind = GrantKinds.EmailVerification;

    private IGrantStore Grants => Stores.Grants;

    [Fact]
    public async Task A_grant_may_belong_to_no_client_yet()
    {
        var grant = Some.Grant(clientId: null, kind: GrantKinds.InitialAccessToken);
        await Stores.Grants.AddAsync(grant, None);

        var taken = await Stores.Grants.TakeAsync(grant.Hash, grant.Kind, Some.Now, None);

        taken.Status.ShouldBe(TakeGrantStatus.Taken);
        taken.Grant!.ClientId.ShouldBeNull();
    }

    [Fact]
    public async Task A_grant_is_found_as_it_was_added_and_stays_untaken()
    {
        var grant = await AddGrantAsync();
        var unbound = await AddGrantAsync(grant with { Hash = Some.Hash(), BoundTo = null });

        (await Grants.FindAsync(grant.Hash, Kind, None)).ShouldBe(grant);
        (await Grants.FindAsync(grant.Hash, Kind, None)).ShouldBe(grant);
        (await Grants.FindAsync(unbound.Hash, Kind, None)).ShouldBe(unbound);
        (await Grants.FindAsync(Some.Hash(), Kind, None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_grant_of_one_kind_is_no_grant_of_another()
    {
        var grant = await AddGrantAsync();

        (await Grants.FindAsync(grant.Hash, "code", None)).ShouldBeNull();
        (await Grants.TakeAsync(grant.Hash, "code", Some.Now, None)).ShouldBe(TakeGrantOutcome.Missing);
        (await Grants.TakeAsync(grant.Hash, Kind, Some.Now, None)).Status.ShouldBe(TakeGrantStatus.Taken);
    }

    [Fact]
    public async Task A_grant_is_taken_once_and_stays_marked()
    {
        var grant = await AddGrantAsync();
        var taken = grant with { UsedAt = Some.Now };

        var first = await Grants.TakeAsync(grant.Hash, Kind, Some.Now, None);
        var second = await Grants.TakeAsync(grant.Hash, Kind, Some.Now.AddSeconds(1), None);
        var late = await Grants.TakeAsync(grant.Hash, Kind, grant.ExpiresAt, None);

        first.ShouldBe(new TakeGrantOutcome(TakeGrantStatus.Taken, taken));
        second.ShouldBe(new TakeGrantOutcome(TakeGrantStatus.AlreadyUsed, taken));
        late.Status.ShouldBe(TakeGrantStatus.AlreadyUsed);
        (await Grants.FindAsync(grant.Hash, Kind, None)).ShouldBe(taken);
    }

    [Fact]
    public async Task A_grant_is_refused_at_its_end_and_taken_a_tick_before()
    {
        var (late, early) = (await AddGrantAsync(), await AddGrantAsync());

        var refused = await Grants.TakeAsync(late.Hash, Kind, late.ExpiresAt, None);
        var taken = await Grants.TakeAsync(early.Hash, Kind, early.ExpiresAt - Some.Tick, None);

        refused.ShouldBe(new TakeGrantOutcome(TakeGrantStatus.Expired, late));
        taken.Status.ShouldBe(TakeGrantStatus.Taken);
    }

    [Fact]
    public async Task An_unknown_grant_is_missing() =>
        (await Grants.TakeAsync(Some.Hash(), Kind, Some.Now, None)).ShouldBe(TakeGrantOutcome.Missing);

    [Fact]
    public async Task Of_many_takers_exactly_one_wins()
    {
        for (var round = 0; round < 20; round++)
        {
            var grant = await AddGrantAsync();

            var outcomes = await Race.RunAsync(50, _ => Grants.TakeAsync(grant.Hash, Kind, Some.Now, None));

            outcomes.Count(outcome => outcome.Status == TakeGrantStatus.Taken).ShouldBe(1);
            outcomes.Count(outcome => outcome.Status == TakeGrantStatus.AlreadyUsed).ShouldBe(49);
            outcomes.ShouldAllBe(outcome => outcome.Grant != null && outcome.Grant.UsedAt == Some.Now);
        }
    }

    [Fact]
    public async Task A_grant_of_a_missing_client_is_not_stored()
    {
        var grant = Some.Grant(Some.Id());

        await Should.ThrowAsync<InvalidOperationException>(async () => await Grants.AddAsync(grant, None));

        (await Grants.FindAsync(grant.Hash, Kind, None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_hash_cannot_be_stored_twice()
    {
        var grant = await AddGrantAsync();
        await Grants.TakeAsync(grant.Hash, Kind, Some.Now, None);

        await Should.ThrowAsync<Exception>(async () => await Grants.AddAsync(grant, None));

        (await Grants.TakeAsync(grant.Hash, Kind, Some.Now, None)).Status.ShouldBe(TakeGrantStatus.AlreadyUsed);
    }

    [Fact]
    public async Task Removing_all_takes_one_kind_of_one_client_used_or_not()
    {
        var used = await AddGrantAsync();
        await Grants.TakeAsync(used.Hash, Kind, Some.Now, None);
        await AddGrantAsync(Some.Grant(used.ClientId));
        var otherKind = await AddGrantAsync(Some.Grant(used.ClientId, kind: "code"));
        var otherClient = await AddGrantAsync();

        (await Grants.RemoveAllAsync(used.ClientId!, Kind, None)).ShouldBe(2);
        (await Grants.RemoveAllAsync(used.ClientId!, Kind, None)).ShouldBe(0);

        (await Grants.FindAsync(used.Hash, Kind, None)).ShouldBeNull();
        (await Grants.FindAsync(otherKind.Hash, "code", None)).ShouldNotBeNull();
        (await Grants.FindAsync(otherClient.Hash, Kind, None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Removing_expired_grants_stops_at_the_time_given_and_at_the_batch()
    {
        var clientId = (await AddClientAsync()).Id;
        foreach (var ticks in (int[])[-2, -1, 0])
        {
            await AddGrantAsync(Some.Grant(clientId, Some.Now.AddTicks(ticks)));
        }

        var live = await AddGrantAsync(Some.Grant(clientId, Some.Now + Some.Tick));

        (await Grants.RemoveExpiredAsync(Some.Now, 2, None)).ShouldBe(2);
        (await Grants.RemoveExpiredAsync(Some.Now, 2, None)).ShouldBe(1);
        (await Grants.RemoveExpiredAsync(Some.Now, 2, None)).ShouldBe(0);
        (await Grants.FindAsync(live.Hash, Kind, None)).ShouldBe(live);
    }

    private async Task<Grant> AddGrantAsync(Grant? grant = null)
    {
        grant ??= Some.Grant((await AddClientAsync()).Id);
        await Grants.AddAsync(grant, None);
        return grant;
    }
}
