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
        await AskAsync(host, callers, windows, Many(12));
        var calls = _store.Calls;

        var answers = await AskAsync(host, callers, windows, Many(30));

        _store.Calls.ShouldBe(calls + 2);
        answers.ShouldAllBe(answer => !answer.IsAdmitted && answer.Used == 10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task They_get_what_they_would_have_got_one_by_one(int highestCost)
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
            List<(bool, int)> expected = [];
            foreach (var cost in costs)
            {
                var fits = used + cost <= limit;
                used += fits ? cost : 0;
                expected.Add((fits, used));
            }

            var windows = Limits.Set(("day", $"{limit}/day"));
            return AskAsync(host, NewCallers(), windows, costs).GetAwaiter().GetResult().SequenceEqual(expected);
        }
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
    public async Task Nobody_waits_longer_than_two_timeouts()
    {
        await using var host = await SharedHost.StartAsync(_store);
        _store.Hangs = true;
        var counters = host.Services.GetRequiredService<SharedCounters>();
        var (callers, windows) = (NewCallers(), Limits.Set(("day", "100/day")));
        var first = callers.TakeAsync(counters, windows, 1).AsTask();
        var second = callers.TakeAsync(counters, windows, 1).AsTask();

        host.Time.Advance(TimeSpan.FromMilliseconds(50));
        (await first.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeNull();
        while (_store.Calls < 2)
        {
            await Task.Yield();
        }

        // The question is on its way; its timer may be set a moment later.
        while (!second.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        (await second).ShouldBeNull();
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
        var way = new TaskCompletionSource();
        _store.Way = way.Task;
        var pending = costs.Select(cost => callers.TakeAsync(counters, windows, cost).AsTask()).ToList();
        pending.ShouldAllBe(answer => !answer.IsCompleted);
        way.SetResult();
        var answers = await Task.WhenAll(pending);
        return [.. answers.OfType<ExactAnswer>().Select(a => (a.IsAdmitted, a.Grant.Windows[0].Used - a.TakenAfter))];
    }
}
