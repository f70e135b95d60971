using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

public abstract partial class ClientStoreContract
{
    [Fact]
    public async Task A_client_is_stored_with_version_one_and_its_mail()
    {
        var client = Some.Client() with { Version = 7 };
        var mail = Some.Mail(client.Id);

        (await Clients.AddAsync(client, mail, Some.Now, None)).ShouldBe(AddClientOutcome.Added);

        (await Clients.FindAsync(client.Id, None))!.Version.ShouldBe(1);
        var claimed = await Stores.Outbox.ClaimAsync(Some.Now, Some.Now.AddMinutes(1), 10, None);
        claimed.ShouldHaveSingleItem().ShouldBe(mail with { DueAt = Some.Now.AddMinutes(1), Attempts = 1 });
    }

    [Fact]
    public async Task A_taken_name_stores_neither_client_nor_mail()
    {
        await AddClientAsync(Some.Client("name"));
        var second = Some.Client("name");

        var outcome = await Clients.AddAsync(second, Some.Mail(second.Id), Some.Now, None);

        outcome.ShouldBe(AddClientOutcome.NameTaken);
        (await Clients.FindAsync(second.Id, None)).ShouldBeNull();
        (await Stores.Outbox.CountAsync(None)).ShouldBe(0);
    }

    [Fact]
    public async Task A_taken_id_stores_nothing_and_leaves_the_first_client_alone()
    {
        var first = await AddClientAsync(Some.FullClient());
        var second = Some.Client() with { Id = first.Id };

        var outcome = await Clients.AddAsync(second, Some.Mail(second.Id), Some.Now, None);

        outcome.ShouldBe(AddClientOutcome.IdTaken);
        (await Clients.FindAsync(first.Id, None)).ShouldMatch(first);
        (await Stores.Outbox.CountAsync(None)).ShouldBe(0);
    }

    [Fact]
    public async Task A_taken_id_does_not_remove_the_lapsed_holder_of_the_name()
    {
        var lapsed = await AddClientAsync(Some.Client("name", lapsesAt: Some.Now));
        var first = await AddClientAsync();

        var outcome = await Clients.AddAsync(Some.Client("name") with { Id = first.Id }, null, Some.Now, None);

        outcome.ShouldBe(AddClientOutcome.IdTaken);
        (await Clients.FindAsync(lapsed.Id, None)).ShouldMatch(lapsed);
    }

    [Fact]
    public async Task A_mail_that_cannot_be_stored_leaves_no_client()
    {
        var mail = Some.Mail((await AddClientAsync()).Id);
        await Stores.Outbox.AddAsync(mail, None);
        var lapsed = await AddClientAsync(Some.Client("name", lapsesAt: Some.Now));
        var client = Some.Client("name");

        await Should.ThrowAsync<Exception>(async () => await Clients.AddAsync(client, mail, Some.Now, None));

        (await Clients.FindAsync(client.Id, None)).ShouldBeNull();
        (await Clients.FindAsync(lapsed.Id, None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Clients_without_a_unique_name_and_names_that_differ_in_case_live_side_by_side()
    {
        foreach (var client in (Client[])[Some.Client(), Some.Client(), Some.Client("name"), Some.Client("Name")])
        {
            (await Clients.AddAsync(client, null, Some.Now, None)).ShouldBe(AddClientOutcome.Added);
        }
    }

    [Fact]
    public async Task A_name_is_free_the_moment_it_lapses_and_not_a_tick_before()
    {
        var lapses = Some.Now.AddDays(7);
        var holder = await AddClientAsync(Some.Client("name", lapsesAt: lapses));
        var token = Some.Token(holder.Id);
        await Stores.Tokens.AddAsync(token, None);

        (await Clients.AddAsync(Some.Client("name"), null, lapses - Some.Tick, None)).ShouldBe(
            AddClientOutcome.NameTaken
        );
        (await Clients.FindAsync(holder.Id, None)).ShouldNotBeNull();
        (await Clients.AddAsync(Some.Client("name"), null, lapses, None)).ShouldBe(AddClientOutcome.Added);
        (await Clients.FindAsync(holder.Id, None)).ShouldBeNull();
        (await Stores.Tokens.FindAsync(token.Hash, None)).ShouldBeNull();
    }

    [Fact]
    public async Task Only_the_lapsed_holder_of_the_name_is_removed()
    {
        var other = await AddClientAsync(Some.Client("other", lapsesAt: Some.Now.AddDays(-1)));
        var nameless = await AddClientAsync(Some.Client(lapsesAt: Some.Now.AddDays(-1)));

        await AddClientAsync(Some.Client("name"));
        await AddClientAsync(Some.Client());

        (await Clients.FindAsync(other.Id, None)).ShouldNotBeNull();
        (await Clients.FindAsync(nameless.Id, None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_cancelled_add_stores_nothing()
    {
        var client = Some.Client();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await Clients.AddAsync(client, Some.Mail(client.Id), Some.Now, new CancellationToken(canceled: true))
        );

        (await Clients.FindAsync(client.Id, None)).ShouldBeNull();
        (await Stores.Outbox.CountAsync(None)).ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_many_callers_with_one_name_exactly_one_is_added(bool overLapsedHolder)
    {
        for (var round = 0; round < 5; round++)
        {
            var name = $"name {round}";
            if (overLapsedHolder)
            {
                await AddClientAsync(Some.Client(name, lapsesAt: Some.Now));
            }

            var outcomes = await Race.RunAsync(
                24,
                _ =>
                {
                    var client = Some.Client(name);
                    return Clients.AddAsync(client, Some.Mail(client.Id), Some.Now, None);
                }
            );

            outcomes.Count(outcome => outcome == AddClientOutcome.Added).ShouldBe(1);
            outcomes.Count(outcome => outcome == AddClientOutcome.NameTaken).ShouldBe(23);
            (await Stores.Outbox.CountAsync(None)).ShouldBe(round + 1);
        }
    }

    [Fact]
    public async Task Of_many_callers_with_one_id_exactly_one_is_added()
    {
        var client = Some.Client();

        var outcomes = await Race.RunAsync(24, _ => Clients.AddAsync(client, null, Some.Now, None));

        outcomes.Count(outcome => outcome == AddClientOutcome.Added).ShouldBe(1);
        outcomes.Count(outcome => outcome == AddClientOutcome.IdTaken).ShouldBe(23);
    }
}
