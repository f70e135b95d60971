using Shouldly;
using Xunit;

namespace Auth.RateLimiting;

/// <summary>What becomes of counts when the limits change under them.</summary>
public sealed class ChangedLimitsTests
{
    private static readonly WindowSet Before = Limits.Set(("burst", "10/min"), ("sustained", "100/day"));

    [Theory]
    [InlineData("20/min", 14)]
    [InlineData("7/min", 1)]
    [InlineData("3/min", 0)]
    [InlineData("1000000/min", 999_994)]
    public void A_new_limit_keeps_the_counts(string rate, int remaining)
    {
        var counters = Used(6);

        var reading = counters.Peek(Limits.Set(("burst", rate), ("sustained", "100/day")), Limits.Start);

        reading[0].Used.ShouldBe(6);
        reading[0].Remaining.ShouldBe(remaining);
        reading[1].Used.ShouldBe(6);
    }

    [Fact]
    public void A_limit_below_the_use_refuses_until_enough_has_come_back()
    {
        var counters = default(RateLimitCounters);
        for (var i = 0; i < 6; i++)
            counters.Acquire(Before, Limits.Start + (i * 3_000));
        var lower = Limits.Set(("burst", "3/min"), ("sustained", "100/day"));

        var refused = counters.Acquire(lower, Limits.Start + 20_000);

        refused.RetryAfterSeconds.ShouldBe(52); // the fourth of six leaves at 9 s + 63 s
        refused[0].ResetSeconds.ShouldBe(52);
        counters.Acquire(lower, Limits.Start + 71_999).IsAdmitted.ShouldBeFalse();
        counters.Acquire(lower, Limits.Start + 72_000).IsAdmitted.ShouldBeTrue();
    }

    [Fact]
    public void A_new_period_empties_that_window_only()
    {
        var counters = Used(6);

        var reading = counters.Peek(Limits.Set(("burst", "10/2min"), ("sustained", "100/day")), Limits.Start);

        reading[0].Used.ShouldBe(0);
        reading[1].Used.ShouldBe(6);
    }

    [Fact]
    public void Windows_are_recognised_by_name_wherever_they_stand()
    {
        var counters = Used(6);
        var more = Limits.Set(("burst", "10/min"), ("hourly", "50/h"), ("sustained", "100/day"), ("x", "1/s"));

        var wide = counters.Peek(more, Limits.Start);
        var narrow = counters.Peek(Limits.Set(("sustained", "100/day")), Limits.Start);

        Enumerable.Range(0, 4).Select(i => wide[i].Used).ShouldBe([0, 6, 0, 6]);
        narrow[0].Used.ShouldBe(6);
    }

    [Fact]
    public void A_removed_window_leaves_the_other_one_its_counts()
    {
        var counters = Used(6);

        counters.Peek(Limits.Set(("sustained", "100/day")), Limits.Start)[0].Used.ShouldBe(6);
        counters.Peek(Before, Limits.Start)[0].Used.ShouldBe(0);
        counters.Peek(Before, Limits.Start)[1].Used.ShouldBe(6);
    }

    [Fact]
    public void Switching_all_windows_off_and_on_keeps_the_counts()
    {
        var counters = Used(6);

        counters.Acquire(WindowSet.Unlimited, Limits.Start).IsAdmitted.ShouldBeTrue();

        counters.Peek(Before, Limits.Start)[0].Used.ShouldBe(6);
    }

    private static RateLimitCounters Used(int cost)
    {
        var counters = default(RateLimitCounters);
        counters.Acquire(Before, Limits.Start, cost).IsAdmitted.ShouldBeTrue();
        return counters;
    }
}
