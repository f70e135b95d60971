using Auth.Pipeline;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.RateLimiting.Together;

/// <summary>Callers who are asked for together get what they would have got one by one.</summary>
public sealed class ExactCallersTests
{
    private readonly ModelCounterStore _store = new(() => Limits.Start);
    private int _partitions;

    [Fact]
    public async Task Who_comes_while_a_question_is_on_its_way_waits_for_one_question_with_all_others()
    {
        await using var host = await SharedHost.StartAsync(_store);

        var answers = await AskAsync(host, NewCallers(), Limits.Set(("day", "100/day")), Many(30));

        _store.Calls.ShouldBe(2);
        answers.ShouldBe([.. Enumerable.Range(1, 30).Select(used => (true, used))]);
    }

    [Fact]
    public async Task While_units_lack_one_question_refuses_all_who_wait()
    {
        await using var host = await SharedHost.StartAsync(_store);
        var (callers, windows) = (NewCallers(), Limits.Set(("day", "10/day")));
        // One who came first; then ten, who do not fit; the nine who do; and one of the others for all.
        await AskAsync(host, callers, windows, Many(30));
        _store.Calls.ShouldBe(4);

        var answers = await AskAsync(host, callers, windows, Many(30));

        _store.Calls.ShouldBe(6);
        answers.ShouldAllBe(answer => !answer.IsAdmitted && answer.Used == 10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task They_get_what_they_would_have_got_one_by_one_for_fewer_questions(int highestCost)
    {
        await using var host = await SharedHost.StartAsync(_store);
        var scenarios =
            from limit in Gen.Choose(highestCost, 60)
            from costs in Gen.Choose(1, highestCost).NonEmptyListOf()
            select (limit, costs: costs.ToArray());

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(Arb.From(scenarios), scenario => Agrees(scenario.limit, scenario.costs))
        );

        bool Agrees(int limit, int[] costs)
        {
            var used = 0;
            List<int?> expected = [];
            foreach (var cost in costs)
            {
                var fits = used + cost <= limit;
                used += fits ? cost : 0;
                expected.Add(fits ? used : null);
            }

            var calls = _store.Calls;
            var windows = Limits.Set(("day", $"{limit}/day"));
            var answers = AskAsync(host, NewCallers(), windows, costs).GetAwaiter().GetResult();
            return answers.Select(answer => answer.IsAdmitted ? answer.Used : (int?)null).SequenceEqual(expected)
                && _store.Calls - calls <= Math.Min(costs.Length + 1, 3 + (2 * highestCost));
        }
    }

    [Fact]
    public async Task Limits_that_have_been_lowered_meanwhile_refuse_what_no_longer_fits()
    {
        await using var host = await SharedHost.StartAsync(_store);

        var answers = await AskAsync(host, NewCallers(), Limits.Set(("day", "3/day")), [5, 5, 1]);

        answers.ShouldBe([(false, 0), (false, 0), (true, 1)]);
    }

    [Fact]
    public async Task Who_has_waited_behind_slow_answers_for_as_long_as_one_may_take_asks_alone()
    {
        await using var host = await SharedHost.StartAsync(_store);
        var counters = host.Services.GetRequiredService<SharedCounters>();
        var (callers, windows) = (NewCallers(), Limits.Set(("day", "3/day")));
        var way = _store.NewWay();
        // The first takes all there is. Of those behind, each cost is refused by a question of its own, and there is time for one.
        List<int> costs = [3, 1, 2, 3, 3, 3];
        var pending = costs.Select(cost => callers.TakeAsync(counters, windows, cost).AsTask()).ToList();
        for (var call = 1; call <= 3; call++)
        {
            await AskedAsync(call);
            host.Time.Advance(TimeSpan.FromMilliseconds(30));
            var answered = way;
            way = _store.NewWay();
            answered.SetResult();
        }

        await AskedAsync(7);
        way.SetResult();
        (await Task.WhenAll(pending)).Select(answer => answer!.Value.IsAdmitted).ShouldBe([true, .. new bool[5]]);
        _store.Calls.ShouldBe(7);
    }

    [Fact]
    public async Task Who_waited_behind_a_question_that_failed_asks_alone_and_not_at_all_once_nobody_answers()
    {
        await using var host = await SharedHost.StartAsync(_store);
        _store.Fails = true;

        var windows = Limits.Set(("day", "100/day"));
        (await AskAsync(host, NewCallers(), windows, Many(20))).ShouldBeEmpty();

        // Three failures open the circuit, whoever else asked at that moment.
        var calls = _store.Calls;
        calls.ShouldBeInRange(3, 20);
        var counters = host.Services.GetRequiredService<SharedCounters>();
        (await NewCallers().TakeAsync(counters, windows, 1)).ShouldBeNull();
        _store.Calls.ShouldBe(calls);
    }

    [Fact]
    public async Task While_the_store_hangs_who_waits_behind_others_waits_for_two_timeouts()
    {
        await using var host = await SharedHost.StartAsync(_store);
        _store.Hangs = true;
        var counters = host.Services.GetRequiredService<SharedCounters>();
        var (callers, windows) = (NewCallers(), Limits.Set(("day", "100/day")));
        var first = callers.TakeAsync(counters, windows, 1).AsTask();
        var second = callers.TakeAsync(counters, windows, 1).AsTask();

        host.Time.Advance(TimeSpan.FromMilliseconds(50));
        (await first.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeNull();
        await AskedAsync(2);
        second.IsCompleted.ShouldBeFalse();
        host.Time.Advance(TimeSpan.FromMilliseconds(50));

        (await second.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeNull();
    }

    [Fact]
    public async Task A_store_that_answers_nonsense_fails_those_who_wait_and_nobody_after()
    {
        await using var host = await SharedHost.StartAsync(_store);
        var (callers, windows) = (NewCallers(), Limits.Set(("day", "3/day")));
        _store.Misreports = true;
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => AskAsync(host, callers, windows, Many(5)));

        _store.Misreports = false;

        (await AskAsync(host, callers, windows, Many(5))).Count(answer => answer.IsAdmitted).ShouldBe(2);
    }

    private async Task AskedAsync(int calls)
    {
        while (_store.Calls < calls)
        {
            await Task.Yield();
        }
    }

    private static int[] Many(int callers) => [.. Enumerable.Repeat(1, callers)];

    private ExactCallers NewCallers() => new($"partition{_partitions++}");

    /// <summary>The first asks, and before it is answered all others come.</summary>
    /// <returns>For each who was answered, whether it was admitted and where the window stood then.</returns>
    private async Task<List<(bool IsAdmitted, int Used)>> AskAsync(
        PipelineHost host,
        ExactCallers callers,
        WindowSet windows,
        int[] costs
    )
    {
        var counters = host.Services.GetRequiredService<SharedCounters>();
        var way = _store.NewWay();
        var pending = costs.Select(cost => callers.TakeAsync(counters, windows, cost).AsTask()).ToList();
        pending.ShouldAllBe(answer => !answer.IsCompleted);
        way.SetResult();
        var answers = await Task.WhenAll(pending);
        return [.. answers.OfType<ExactAnswer>().Select(a => (a.IsAdmitted, a.Grant.Windows[0].Used - a.TakenAfter))];
    }
}
