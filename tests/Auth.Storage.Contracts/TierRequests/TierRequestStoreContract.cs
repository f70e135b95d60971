using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

/// <summary>What <see cref="ITierRequestStore"/> promises.</summary>
public abstract partial class TierRequestStoreContract : StoreContract
{
    private ITierRequestStore Requests => Stores.TierRequests;

    [Fact]
    public async Task A_request_is_found_as_it_was_added()
    {
        var request = await AddRequestAsync();

        (await Requests.FindAsync(request.Id, None)).ShouldBe(request);
        (await Requests.FindAsync(Some.Id(), None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_client_has_one_pending_request()
    {
        var first = await AddRequestAsync();
        var second = Some.TierRequest(first.ClientId);

        (await Requests.TryAddAsync(second, None)).ShouldBeFalse();
        (await Requests.FindAsync(second.Id, None)).ShouldBeNull();

        await DecideAsync(first, TierRequestStatus.Declined);
        (await Requests.TryAddAsync(second, None)).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_many_requests_of_one_client_exactly_one_is_stored()
    {
        for (var round = 0; round < 5; round++)
        {
            var clientId = (await AddClientAsync()).Id;

            var added = await Race.RunAsync(24, _ => Requests.TryAddAsync(Some.TierRequest(clientId), None));

            added.Count(success => success).ShouldBe(1);
            (await Requests.PageAsync(TierRequestStatus.Pending, null, 200, None)).Count.ShouldBe(round + 1);
        }
    }

    [Fact]
    public async Task A_request_of_a_missing_client_is_not_stored()
    {
        var request = Some.TierRequest(Some.Id());

        await Should.ThrowAsync<InvalidOperationException>(async () => await Requests.TryAddAsync(request, None));

        (await Requests.FindAsync(request.Id, None)).ShouldBeNull();
    }

    [Fact]
    public async Task Pages_run_oldest_first_and_meet_every_request_of_one_status_once()
    {
        List<TierRequest> pending = [];
        for (var number = 0; number < 9; number++)
        {
            var request = Some.TierRequest((await AddClientAsync()).Id, Some.Now.AddDays(-(number / 2)));
            pending.Add(await AddRequestAsync(request));
        }

        await DecideAsync(await AddRequestAsync(), TierRequestStatus.Approved);

        List<TierRequest> met = [];
        while (await PageAsync(met.LastOrDefault()?.Id) is { Count: > 0 } page)
        {
            page.Count.ShouldBeLessThanOrEqualTo(2);
            met.AddRange(page);
        }

        met.ShouldBe(
            pending.OrderBy(request => request.CreatedAt).ThenBy(request => request.Id, StringComparer.Ordinal)
        );
        (await PageAsync(Some.Id())).ShouldBeEmpty();

        ValueTask<IReadOnlyList<TierRequest>> PageAsync(string? after) =>
            Requests.PageAsync(TierRequestStatus.Pending, after, 2, None);
    }

    [Fact]
    public async Task A_page_continues_behind_a_request_that_was_decided_meanwhile()
    {
        var first = await AddRequestAsync();
        var second = await AddRequestAsync(Some.TierRequest((await AddClientAsync()).Id, Some.Now.AddDays(1)));

        await DecideAsync(first, TierRequestStatus.Declined);

        (await Requests.PageAsync(TierRequestStatus.Pending, first.Id, 10, None)).ShouldBe([second]);
    }

    [Fact]
    public async Task The_newest_request_of_a_client_is_found_whatever_became_of_it()
    {
        var client = await AddClientAsync();
        var first = await AddRequestAsync(Some.TierRequest(client.Id));
        await AddRequestAsync();
        await DecideAsync(first, TierRequestStatus.Declined);
        (await Requests.FindLatestAsync(client.Id, None))!.Status.ShouldBe(TierRequestStatus.Declined);

        var second = await AddRequestAsync(Some.TierRequest(client.Id, Some.Now.AddDays(1)));

        (await Requests.FindLatestAsync(client.Id, None)).ShouldBe(second);
        (await Requests.FindLatestAsync(Some.Id(), None)).ShouldBeNull();
    }

    private async Task<TierRequest> AddRequestAsync(TierRequest? request = null)
    {
        request ??= Some.TierRequest((await AddClientAsync()).Id);
        (await Requests.TryAddAsync(request, None)).ShouldBeTrue();
        return request;
    }

    private ValueTask<TierRequest?> DecideAsync(
        TierRequest request,
        TierRequestStatus status,
        OutboxMessage? mail = null
    ) => Requests.TryDecideAsync(request.Id, status, "note", Some.Now, mail ?? Some.Mail(request.ClientId), None);
}
