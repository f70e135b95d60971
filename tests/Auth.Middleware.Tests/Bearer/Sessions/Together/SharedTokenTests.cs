using Auth.Bearer.Sessions.Shared;
using Auth.Pipeline;
using Auth.Storage;
using Auth.Token;

namespace Auth.Bearer.Sessions.Together;

/// <summary>What one node has read, the others need not read; and nothing is believed for longer than a node's own reading would be.</summary>
public sealed class SharedTokenTests
{
    private readonly ModelTokenCache _cache = new();

    [Fact]
    public async Task A_token_that_one_node_has_read_is_served_by_another_without_a_look_up()
    {
        await using var nodes = await SharedNodes.StartAsync(_cache);
        var caller = await nodes.First.Host.RegisterAsync("enhanced");
        (await nodes.First.StatusAsync(caller.Token)).ShouldBe(200);
        var before = nodes.Second.Tokens.Finds;

        using var response = await nodes.Second.Host.GetAsync("/", caller.Token);

        (await response.Content.ReadAsStringAsync()).ShouldBe("enhanced");
        nodes.Second.Tokens.Finds.ShouldBe(before);
        nodes.Second.Outcomes.Last().ShouldBe("hit");
        nodes.First.Outcomes.Last().ShouldBe("miss");
    }

    [Fact]
    public async Task It_rests_unless_it_is_switched_on()
    {
        await using var nodes = await SharedNodes.StartAsync(_cache, isOn: false);
        var calls = _cache.Calls;
        var caller = await nodes.First.Host.RegisterAsync();

        (await nodes.First.StatusAsync(caller.Token)).ShouldBe(200);

        _cache.Calls.ShouldBe(calls);
    }

    [Theory]
    [InlineData("revoke")]
    [InlineData("revoke all")]
    [InlineData("disable")]
    [InlineData("tier")]
    [InlineData("remove")]
    [Trait("attack", "13")]
    public async Task A_change_beats_the_entry_on_its_own_node_at_once_and_on_the_other_when_it_hears(string change)
    {
        await using var nodes = await SharedNodes.StartAsync(_cache);
        var (first, second) = (nodes.First, nodes.Second);
        var caller = await first.Host.RegisterAsync();
        // Read here, and never asked for there: no session in memory stands for the entry.
        (await first.StatusAsync(caller.Token)).ShouldBe(200);

        await ChangeAsync(first, caller, change);
        await ExpectChangedAsync(first, caller, change);
        second.Hear(caller.Client.Id);
        await ExpectChangedAsync(second, caller, change);
    }

    [Fact]
    [Trait("attack", "13")]
    public async Task An_entry_that_was_read_before_a_change_and_arrives_after_it_is_not_believed()
    {
        await using var nodes = await SharedNodes.StartAsync(_cache);
        var (first, second) = (nodes.First, nodes.Second);
        var caller = await first.Host.RegisterAsync();
        var (hasRead, mayAnswer) = (new TaskCompletionSource(), new TaskCompletionSource());
        second.Tokens.AfterRead = () =>
        {
            hasRead.TrySetResult();
            return mayAnswer.Task;
        };

        var early = second.StatusAsync(caller.Token);
        await hasRead.Task;
        await ChangeAsync(first, caller, "revoke");
        second.Hear(caller.Client.Id);
        var entries = _cache.Count;
        mayAnswer.SetResult();

        (await early).ShouldBe(200); // It came before the revocation.
        _cache.Count.ShouldBe(entries + 1);
        (await first.StatusAsync(caller.Token)).ShouldBe(401);
        (await second.StatusAsync(caller.Token)).ShouldBe(401);
        first.Outcomes.Last().ShouldBe("outdated");
    }

    [Fact]
    public async Task After_a_change_what_is_read_anew_is_shared_again()
    {
        await using var nodes = await SharedNodes.StartAsync(_cache);
        var (first, second) = (nodes.First, nodes.Second);
        var caller = await first.Host.RegisterAsync();
        await ChangeAsync(first, caller, "tier");
        second.Hear(caller.Client.Id);
        // Any look-up after the change will do.
        await second.StatusAsync((await second.Host.RegisterAsync()).Token);

        (await first.StatusAsync(caller.Token)).ShouldBe(200);
        var before = second.Tokens.Finds;
        (await second.StatusAsync(caller.Token)).ShouldBe(200);

        second.Tokens.Finds.ShouldBe(before);
    }

    [Fact]
    [Trait("attack", "13")]
    public async Task When_anything_may_have_changed_no_older_entry_is_believed()
    {
        await using var nodes = await SharedNodes.StartAsync(_cache);
        var caller = await nodes.First.Host.RegisterAsync();
        (await nodes.First.StatusAsync(caller.Token)).ShouldBe(200);

        nodes.Second.Hear("*");
        var before = nodes.Second.Tokens.Finds;

        (await nodes.Second.StatusAsync(caller.Token)).ShouldBe(200);
        nodes.Second.Tokens.Finds.ShouldBe(before + 1);
        nodes.Second.Outcomes.Last().ShouldBe("outdated");
    }

    [Fact]
    [Trait("attack", "13")]
    public async Task A_node_that_begins_believes_no_entry_from_before()
    {
        await using var nodes = await SharedNodes.StartAsync(_cache);
        var caller = await nodes.First.Host.RegisterAsync();
        (await nodes.First.StatusAsync(caller.Token)).ShouldBe(200);

        await using var late = await nodes.StartNodeAsync(
            auth => auth.UseStore<ISharedTokenCache>(_ => _cache),
            ("Auth:Bearer:SharedCache", "true")
        );
        var before = late.Tokens.Finds;

        (await late.StatusAsync(caller.Token)).ShouldBe(200);
        late.Tokens.Finds.ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_node_that_does_not_hear_of_changes_neither_asks_nor_leaves_anything()
    {
        await using var nodes = await SharedNodes.StartAsync(_cache);
        nodes.First.Freshness.ChangesArrive = false;
        var calls = _cache.Calls;
        var caller = await nodes.First.Host.RegisterAsync();

        (await nodes.First.StatusAsync(caller.Token)).ShouldBe(200);

        _cache.Calls.ShouldBe(calls);
        nodes.First.Outcomes.Last().ShouldBe("unavailable");
    }

    [Theory]
    [InlineData(59_999, true)]
    [InlineData(60_000, false)]
    public async Task An_entry_is_believed_for_the_lifetime_of_a_session_from_its_reading_on(long age, bool isBelieved)
    {
        await using var nodes = await SharedNodes.StartAsync(_cache);
        var caller = await nodes.First.Host.RegisterAsync();
        (await nodes.First.StatusAsync(caller.Token)).ShouldBe(200);
        var before = nodes.Second.Tokens.Finds;

        _cache.Milliseconds += age;
        (await nodes.Second.StatusAsync(caller.Token)).ShouldBe(200);

        nodes.Second.Tokens.Finds.ShouldBe(isBelieved ? before : before + 1);
    }

    [Fact]
    [Trait("attack", "13")]
    public async Task A_session_from_an_entry_ends_when_the_one_of_the_node_that_read_it_does()
    {
        await using var nodes = await SharedNodes.StartAsync(_cache);
        var second = nodes.Second;
        var caller = await nodes.First.Host.RegisterAsync();
        (await nodes.First.StatusAsync(caller.Token)).ShouldBe(200);
        _cache.Milliseconds += 40_000;
        (await second.StatusAsync(caller.Token)).ShouldBe(200);
        var before = second.Tokens.Finds;

        Pass(second, 19_999);
        (await second.StatusAsync(caller.Token)).ShouldBe(200);
        second.Tokens.Finds.ShouldBe(before);
        Pass(second, 1);
        (await second.StatusAsync(caller.Token)).ShouldBe(200);
        second.Tokens.Finds.ShouldBe(before + 1);
    }

    [Fact]
    [Trait("attack", "15")]
    public async Task A_token_from_an_entry_ends_on_time()
    {
        await using var nodes = await SharedNodes.StartAsync(_cache);
        var caller = await nodes.First.Host.RegisterAsync(lifetime: TimeSpan.FromSeconds(2));
        (await nodes.First.StatusAsync(caller.Token)).ShouldBe(200);
        (await nodes.Second.StatusAsync(caller.Token)).ShouldBe(200);
        nodes.Second.Outcomes.Last().ShouldBe("hit");

        nodes.Second.Host.Time.Advance(TimeSpan.FromMilliseconds(1_999));
        (await nodes.Second.StatusAsync(caller.Token)).ShouldBe(200);
        nodes.Second.Host.Time.Advance(TimeSpan.FromMilliseconds(1));

        (await nodes.Second.StatusAsync(caller.Token)).ShouldBe(401);
    }

    [Fact]
    public async Task Tokens_that_are_unknown_or_over_are_not_shared()
    {
        await using var nodes = await SharedNodes.StartAsync(_cache);
        var entries = _cache.Count;
        var (gone, over) = (await nodes.First.Host.RegisterAsync(), await nodes.First.Host.RegisterAsync());
        await ChangeAsync(nodes.First, gone, "revoke");
        nodes.First.Host.Time.Advance(TimeSpan.FromHours(1));

        (await nodes.First.StatusAsync(gone.Token)).ShouldBe(401);
        (await nodes.First.StatusAsync(over.Token)).ShouldBe(401);

        _cache.Count.ShouldBe(entries);
    }

    [Fact]
    public async Task A_cache_that_fails_costs_nobody_an_answer_and_is_asked_no_more_until_it_is_tried_again()
    {
        await using var nodes = await SharedNodes.StartAsync(_cache);
        var first = nodes.First;
        _cache.Fails = true;
        var calls = _cache.Calls;

        for (var i = 0; i < 10; i++)
        {
            (await first.StatusAsync((await first.Host.RegisterAsync()).Token)).ShouldBe(200);
        }

        _cache.Calls.ShouldBe(calls + 3);
        first.Host.Log.Of("SharedTokensDown").Count().ShouldBe(1);
        first.Outcomes.TakeLast(10).Distinct().ShouldBe(["unavailable"]);
        _cache.Fails = false;
        first.Host.Time.Advance(TimeSpan.FromMilliseconds(300));
        (await first.StatusAsync((await first.Host.RegisterAsync()).Token)).ShouldBe(200);
        first.Outcomes.Last().ShouldBe("miss");
        first.Host.Log.Of("SharedTokensUp").Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_cache_that_hangs_costs_a_look_up_50_milliseconds_and_the_next_ones_nothing()
    {
        await using var nodes = await SharedNodes.StartAsync(_cache);
        var first = nodes.First;
        _cache.Hangs = true;

        for (var failure = 0; failure < 3; failure++)
        {
            var caller = await first.Host.RegisterAsync();
            var asked = _cache.Calls;
            var pending = first.StatusAsync(caller.Token);
            while (_cache.Calls == asked)
            {
                await Task.Yield();
            }

            // The question is on its way; its timer may be set a moment later.
            for (var turn = 0; turn < 20 && !pending.IsCompleted; turn++)
            {
                first.Host.Time.Advance(TimeSpan.FromMilliseconds(turn == 0 ? 50 : 10));
                await Task.WhenAny(pending, Task.Delay(TimeSpan.FromSeconds(1)));
            }

            (await pending.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe(200);
        }

        // Nobody advances the clock any more: whoever waited would wait for ever.
        var next = await first.Host.RegisterAsync();
        (await first.StatusAsync(next.Token).WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe(200);
    }

    [Fact]
    public async Task It_cannot_be_switched_on_without_something_to_share_tokens_through()
    {
        var setup = new PipelineSetup
        {
            Settings = new Dictionary<string, string?> { ["Auth:Bearer:SharedCache"] = "true" },
        };

        var error = await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(async () =>
            await PipelineHost.StartAsync(setup)
        );

        error.Failures.ShouldHaveSingleItem().ShouldContain("Auth:Bearer:SharedCache");
    }

    /// <summary>Time goes on for the node and the cache alike.</summary>
    private void Pass(SharedNode node, int milliseconds)
    {
        _cache.Milliseconds += milliseconds;
        node.Host.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
    }

    private static async Task ChangeAsync(SharedNode node, Caller caller, string change)
    {
        var clients = node.Get<IClientStore>();
        switch (change)
        {
            case "revoke":
                await node.Get<TokenRevoker>().RevokeAsync(caller.Token, caller.Client, default);
                break;
            case "revoke all":
                await node.Get<TokenRevoker>().RevokeAllAsync(caller.Client.Id, default);
                break;
            case "disable":
                (await clients.TryUpdateAsync(caller.Client with { Disabled = true }, default)).ShouldBeTrue();
                break;
            case "tier":
                (await clients.TryUpdateAsync(caller.Client with { Tier = "enhanced" }, default)).ShouldBeTrue();
                break;
            default:
                (await clients.RemoveAsync(caller.Client.Id, default)).ShouldBeTrue();
                break;
        }
    }

    private static async Task ExpectChangedAsync(SharedNode node, Caller caller, string change)
    {
        using var response = await node.Host.GetAsync("/", caller.Token);
        if (change == "tier")
        {
            (await response.Content.ReadAsStringAsync()).ShouldBe("enhanced");
        }
        else
        {
            ((int)response.StatusCode).ShouldBe(401);
        }
    }
}
