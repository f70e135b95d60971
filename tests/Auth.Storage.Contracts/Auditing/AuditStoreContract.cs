using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

/// <summary>What <see cref="IAuditStore"/> promises.</summary>
public abstract class AuditStoreContract : StoreContract
{
    private IAuditStore Audit => Stores.Audit;

    [Fact]
    public async Task Entries_come_back_as_they_were_written()
    {
        var full = Some.Audit();
        var bare = new AuditEntry(Some.Id(), Some.Now - Some.Tick, "outbox_discarded", null, null, null);

        await Audit.AppendAsync([bare, full], None);
        await Audit.AppendAsync([], None);

        (await Audit.PageAsync(All(), None)).ShouldBe([full, bare]);
    }

    [Fact]
    public async Task A_batch_that_is_written_again_adds_what_is_missing_and_nothing_twice()
    {
        var (first, second, third) = (Some.Audit(), Some.Audit(), Some.Audit());

        await Audit.AppendAsync([first, second], None);
        await Audit.AppendAsync([second, third], None);

        (await Audit.PageAsync(All(), None)).ShouldBe([first, second, third], ignoreOrder: true);
    }

    [Fact]
    public async Task A_large_batch_is_stored_whole()
    {
        var entries = Enumerable.Range(0, 1_200).Select(i => Some.Audit(Some.Now.AddSeconds(i))).ToList();

        await Audit.AppendAsync(entries, None);
        await Audit.AppendAsync(entries, None);

        (await Audit.PageAsync(All(limit: 2_000), None)).Count.ShouldBe(1_200);
    }

    [Fact]
    public async Task Pages_hold_every_entry_once_newest_first_also_those_of_one_moment()
    {
        List<AuditEntry> written = [];
        foreach (var minutes in (int[])[3, 1, 1, 1, 0, 2])
        {
            written.Add(Some.Audit(Some.Now.AddMinutes(minutes)));
        }

        await Audit.AppendAsync(written, None);

        var seen = await WalkAsync(All(limit: 2));

        seen.ShouldBe(written, ignoreOrder: true);
        seen.Select(entry => entry.At).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task A_page_goes_on_where_the_last_one_ended_although_its_entry_is_gone()
    {
        var (old, mid, recent) = (
            Some.Audit(Some.Now),
            Some.Audit(Some.Now.AddHours(1)),
            Some.Audit(Some.Now.AddHours(2))
        );
        await Audit.AppendAsync([mid, recent], None);
        var last = (await Audit.PageAsync(All(limit: 2), None))[^1];

        await Audit.RemoveBeforeAsync(recent.At, 10, None);
        await Audit.AppendAsync([old], None);

        (await Audit.PageAsync(All() with { After = new AuditPosition(last.At, last.Id) }, None)).ShouldBe([old]);
    }

    [Fact]
    public async Task Filters_narrow_alone_and_together()
    {
        var mine = Some.Audit();
        var others = mine with { Id = Some.Id(), ClientId = "client-2" };
        var removed = mine with { Id = Some.Id(), Kind = "client_removed" };
        var own = mine with { Id = Some.Id(), Actor = null };
        await Audit.AppendAsync([mine, others, removed, own], None);

        (await WalkAsync(All(limit: 1) with { ClientId = "client-1" })).ShouldBe(
            [mine, removed, own],
            ignoreOrder: true
        );
        (await WalkAsync(All(limit: 1) with { Kind = "client_removed" })).ShouldBe([removed]);
        (await WalkAsync(All(limit: 1) with { Actor = "ada" })).ShouldBe([mine, others, removed], ignoreOrder: true);
        (await WalkAsync(All() with { ClientId = "client-1", Kind = "client_changed", Actor = "ada" })).ShouldBe([
            mine,
        ]);
        (await WalkAsync(All() with { Actor = "ADA" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_beginning_of_a_span_belongs_to_it_and_its_end_does_not()
    {
        var entry = Some.Audit();
        await Audit.AppendAsync([entry], None);

        (await WalkAsync(All() with { From = Some.Now, To = Some.Now + Some.Tick })).ShouldBe([entry]);
        (await WalkAsync(All() with { From = Some.Now + Some.Tick })).ShouldBeEmpty();
        (await WalkAsync(All() with { To = Some.Now })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_kind_is_counted_by_how_often_it_happened()
    {
        await Audit.AppendAsync(
            [
                Some.Audit(kind: "token_issued") with
                {
                    Count = 40,
                },
                Some.Audit(kind: "token_issued") with
                {
                    Count = 2,
                },
                Some.Audit(kind: "client_removed") with
                {
                    Count = 1,
                },
                Some.Audit(Some.Now - Some.Tick, "client_verified"),
            ],
            None
        );

        (await Audit.CountAsync("token_issued", Some.Now, None)).ShouldBe(42);
        (await Audit.CountAsync("client_removed", Some.Now, None)).ShouldBe(1);
        (await Audit.CountAsync("client_verified", Some.Now, None)).ShouldBe(0);
    }

    [Fact]
    public async Task Old_entries_are_removed_oldest_first_in_batches()
    {
        var entries = Enumerable.Range(0, 5).Select(i => Some.Audit(Some.Now.AddMinutes(i))).ToList();
        await Audit.AppendAsync(entries, None);

        (await Audit.RemoveBeforeAsync(entries[3].At, 2, None)).ShouldBe(2);
        (await WalkAsync(All())).ShouldBe([entries[4], entries[3], entries[2]]);
        (await Audit.RemoveBeforeAsync(entries[3].At, 2, None)).ShouldBe(1);
        (await Audit.RemoveBeforeAsync(entries[3].At, 2, None)).ShouldBe(0);

        (await WalkAsync(All())).ShouldBe([entries[4], entries[3]]);
    }

    [Fact]
    public async Task What_was_done_to_a_client_is_known_after_it_is_gone()
    {
        var client = await AddClientAsync();
        var entry = Some.Audit() with { ClientId = client.Id };
        await Audit.AppendAsync([entry], None);

        await Stores.Clients.RemoveAsync(client.Id, None);

        (await WalkAsync(All() with { ClientId = client.Id })).ShouldBe([entry]);
    }

    private static AuditQuery All(int limit = 100) => new() { Limit = limit };

    private async Task<List<AuditEntry>> WalkAsync(AuditQuery query)
    {
        List<AuditEntry> seen = [];
        while (await Audit.PageAsync(query, None) is { Count: > 0 } page)
        {
            page.Count.ShouldBeLessThanOrEqualTo(query.Limit);
            seen.AddRange(page);
            query = query with { After = new AuditPosition(page[^1].At, page[^1].Id) };
        }

        return seen;
    }
}
