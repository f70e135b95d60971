using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

/// <summary>What <see cref="ISharedCounterStore"/> promises. The store's own clock runs: windows are long, or as short as they can be.</summary>
public abstract class SharedCounterContract
{
    private static readonly CounterWindow Minute = new("minute", 10, 3_000, 21);
    private static readonly CounterWindow Day = new("day", 100, 4_320_000, 21);

    private readonly string _partition = Convert.ToHexStringLower(
        System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)
    );

    /// <summary>The store under test.</summary>
    protected abstract ValueTask<ISharedCounterStore> OpenAsync();

    /// <summary>The runtime's timers read a coarse clock, which lags up to a tick of the kernel: they end up to 10 ms early. Less than a step.</summary>
    private static readonly TimeSpan TimerStep = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Of_racing_callers_exactly_as_many_as_the_limit_are_admitted()
    {
        var store = await OpenAsync();
        var admitted = 0;

        await Race.RunAsync(
            60,
            async _ => Interlocked.Add(ref admitted, (await TakeAsync(store, 1, 1, Day with { Limit = 37 })).Units)
        );

        admitted.ShouldBe(37);
    }

    [Fact]
    public async Task Racing_grants_of_many_units_never_add_up_to_more_than_the_limit_and_reach_it()
    {
        var store = await OpenAsync();
        var window = Day with { Limit = 1_000 };
        var taken = 0;

        await Race.RunAsync(
            8,
            async _ =>
            {
                for (int units; (units = (await TakeAsync(store, 1, 50, window)).Units) > 0; )
                {
                    Interlocked.Add(ref taken, units);
                }
            }
        );

        taken.ShouldBe(1_000);
    }

    [Fact]
    public async Task A_refused_demand_takes_nothing_from_any_window()
    {
        var store = await OpenAsync();
        await TakeAsync(store, 8, 8, Minute, Day);

        var refused = await TakeAsync(store, 3, 3, Minute, Day);

        refused.Units.ShouldBe(0);
        refused.Windows.Select(window => window.Used).ShouldBe([8, 8]);
        (await TakeAsync(store, 2, 2, Minute, Day)).Units.ShouldBe(2);
    }

    [Fact]
    public async Task More_than_least_is_an_eighth_of_what_is_left_at_the_most()
    {
        var store = await OpenAsync();

        (await TakeAsync(store, 1, 50, Day)).Units.ShouldBe(12);
        (await TakeAsync(store, 1, 50, Day)).Units.ShouldBe(11);
        (await TakeAsync(store, 1, 3, Day)).Units.ShouldBe(3);
        (await TakeAsync(store, 70, 70, Day)).Units.ShouldBe(70);
        (await TakeAsync(store, 1, 50, Day)).Units.ShouldBe(1);
    }

    [Fact]
    public async Task Units_that_are_given_back_can_be_taken_again()
    {
        var store = await OpenAsync();
        var grant = await TakeAsync(store, 10, 10, Minute, Day);

        var again = await store.TakeAsync(
            new CounterDemand(_partition, [Minute, Day], 3, 3, new CounterReturn(4, grant.Mark)),
            default
        );

        again.Units.ShouldBe(3);
        again.Windows.Select(window => window.Used).ShouldBe([9, 9]);
    }

    [Fact]
    public async Task Giving_back_more_than_was_taken_or_twice_makes_no_room()
    {
        var store = await OpenAsync();
        var grant = await TakeAsync(store, 2, 2, Minute);
        var back = new CounterDemand(_partition, [Minute], 0, 0, new CounterReturn(1_000, grant.Mark));

        await store.TakeAsync(back, default);
        var after = await store.TakeAsync(back, default);

        after.Windows[0].Used.ShouldBe(0);
        (await TakeAsync(store, 11, 11, Minute)).Units.ShouldBe(0);
        (await TakeAsync(store, 10, 10, Minute)).Units.ShouldBe(10);
    }

    [Fact]
    public async Task Looking_takes_nothing()
    {
        var store = await OpenAsync();
        await TakeAsync(store, 4, 4, Minute);

        await TakeAsync(store, 0, 0, Minute);
        var seen = await TakeAsync(store, 0, 0, Minute);

        seen.Units.ShouldBe(0);
        seen.Windows[0].Used.ShouldBe(4);
        seen.Windows[0].ResetAfter.ShouldBeInRange(TimeSpan.FromSeconds(59), TimeSpan.FromSeconds(63));
        (await TakeAsync(store, 0, 0, Day with { Id = "unused" })).Windows[0].ResetAfter.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_grant_ends_with_the_shortest_step()
    {
        var store = await OpenAsync();

        var grant = await TakeAsync(store, 1, 1, Minute, Day);

        grant.Lifetime.ShouldBeInRange(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Who_is_refused_is_admitted_after_the_time_told_and_not_a_step_before()
    {
        var store = await OpenAsync();
        var second = new CounterWindow("second", 3, 50, 21);
        await TakeAsync(store, 3, 3, second);
        var watch = Stopwatch.StartNew();

        var refused = await TakeAsync(store, 2, 2, second);
        refused.Units.ShouldBe(0);
        refused.Windows[0].ResetAfter.ShouldBeInRange(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1_050));
        await Task.Delay(refused.Windows[0].ResetAfter + TimerStep);

        (await TakeAsync(store, 2, 2, second)).Units.ShouldBe(2);
        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(900));
    }

    [Fact]
    public async Task No_stretch_of_the_period_ever_holds_more_than_the_limit()
    {
        var store = await OpenAsync();
        var second = new CounterWindow("second", 20, 50, 21);
        List<(TimeSpan Before, TimeSpan After, int Units)> admitted = [];
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(3))
        {
            var before = watch.Elapsed;
            var units = (await TakeAsync(store, 1, 4, second)).Units;
            admitted.Add((before, watch.Elapsed, units));
        }

        foreach (var (from, _, _) in admitted)
        {
            // From the start of the one to the end of the other, so that no two are further apart than it is noted.
            var within = admitted.Where(one => one.Before >= from && one.After < from + TimeSpan.FromMilliseconds(950));
            within.Sum(one => one.Units).ShouldBeLessThanOrEqualTo(20);
        }

        admitted.Sum(one => one.Units).ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task A_fixed_window_starts_anew_at_each_multiple_of_its_period()
    {
        var store = await OpenAsync();
        var fixedWindow = new CounterWindow("fixed", 2, 1_000, 1);
        await TakeAsync(store, 0, 0, fixedWindow);
        var grant = await TakeAsync(store, 2, 2, fixedWindow);

        var next = (grant.Mark / 1_000 + 1) * 1_000;
        grant.Lifetime.TotalMilliseconds.ShouldBe(next - grant.Mark);
        await Task.Delay(grant.Lifetime + TimerStep);

        (await TakeAsync(store, 2, 2, fixedWindow)).Units.ShouldBe(2);
    }

    [Fact]
    public async Task Partitions_and_windows_do_not_meet_and_a_changed_limit_keeps_its_counts()
    {
        var store = await OpenAsync();
        await TakeAsync(store, 10, 10, Minute);

        (await store.TakeAsync(new CounterDemand(_partition + "x", [Minute], 10, 10), default)).Units.ShouldBe(10);
        (await TakeAsync(store, 5, 5, Minute with { Limit = 15 })).Units.ShouldBe(5);
        (await TakeAsync(store, 1, 1, Minute with { Limit = 15 })).Units.ShouldBe(0);
    }

    [Fact]
    public async Task A_reset_partition_has_used_nothing()
    {
        var store = await OpenAsync();
        await TakeAsync(store, 10, 10, Minute);

        await store.ResetAsync(_partition, default);
        await store.ResetAsync(_partition, default);

        (await TakeAsync(store, 10, 10, Minute)).Units.ShouldBe(10);
    }

    [Fact]
    public async Task Nodes_are_counted_while_they_live()
    {
        var store = await OpenAsync();
        var others = await store.SignOnAsync(_partition + "a", TimeSpan.FromMinutes(1), default) - 1;

        (await store.SignOnAsync(_partition + "b", TimeSpan.FromMilliseconds(200), default)).ShouldBe(others + 2);
        await Task.Delay(300);
        (await store.SignOnAsync(_partition + "a", TimeSpan.FromMinutes(1), default)).ShouldBe(others + 1);
        (await store.SignOnAsync(_partition + "a", TimeSpan.Zero, default)).ShouldBe(others);
    }

    private ValueTask<CounterGrant> TakeAsync(
        ISharedCounterStore store,
        int least,
        int most,
        params CounterWindow[] windows
    ) => store.TakeAsync(new CounterDemand(_partition, windows, least, most), default);
}
