using Shouldly;
using Xunit;

namespace Auth.RateLimiting;

public sealed class SlidingWindowTests
{
    private static readonly WindowSet TwoWindows = Limits.Set(("burst", "3/min"), ("sustained", "5/day"));

    [Fact]
    public void Admits_the_limit_and_no_more()
    {
        var counters = default(RateLimitCounters);

        for (var i = 0; i < 3; i++)
            counters.Acquire(TwoWindows, Limits.Start).IsAdmitted.ShouldBeTrue();
        var refused = counters.Acquire(TwoWindows, Limits.Start);

        refused.IsAdmitted.ShouldBeFalse();
        refused.RetryAfterSeconds.ShouldBe(63);
        refused[0].ShouldBe(new RateLimitReading(3, 0, 63));
        refused[1].ShouldBe(new RateLimitReading(3, 2, 90_720));
    }

    [Fact]
    public void A_refusal_of_one_window_consumes_nothing_in_the_other()
    {
        var counters = default(RateLimitCounters);

        for (var i = 0; i < 100; i++)
            counters.Acquire(TwoWindows, Limits.Start);

        counters.Peek(TwoWindows, Limits.Start)[1].Used.ShouldBe(3);
    }

    [Theory]
    [InlineData(59_999, false)]
    [InlineData(60_000, false)]
    [InlineData(62_999, false)]
    [InlineData(63_000, true)]
    public void Units_come_back_when_their_sub_window_is_a_period_old(long after, bool admitted)
    {
        var counters = default(RateLimitCounters);
        counters.Acquire(TwoWindows, Limits.Start, cost: 3);

        counters.Acquire(TwoWindows, Limits.Start + after).IsAdmitted.ShouldBe(admitted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(int.MaxValue - 100L)]
    [InlineData(uint.MaxValue - 100L)]
    [InlineData(1L << 40)]
    [InlineData(253_402_300_799_000)] // the end of the year 9999
    public void Counts_the_same_at_any_time(long start)
    {
        var counters = default(RateLimitCounters);
        start = start / 50 * 50;
        var set = Limits.Set(("burst", "2/s"));

        counters.Acquire(set, start).IsAdmitted.ShouldBeTrue();
        counters.Acquire(set, start + 500).IsAdmitted.ShouldBeTrue();
        counters.Acquire(set, start + 1_049).IsAdmitted.ShouldBeFalse();
        counters.Acquire(set, start + 1_050).IsAdmitted.ShouldBeTrue();
        counters.Acquire(set, start + 1_549).IsAdmitted.ShouldBeFalse();
        counters.Acquire(set, start + 1_550).IsAdmitted.ShouldBeTrue();
    }

    [Theory]
    [InlineData(1L << 31)]
    [InlineData(1L << 32)]
    [InlineData((1L << 32) * 50)]
    [InlineData((1L << 31) * 50)]
    [InlineData((1L << 40) * 50)]
    public void Is_empty_after_a_far_jump(long jump)
    {
        var counters = default(RateLimitCounters);
        var set = Limits.Set(("burst", "1/s"));
        counters.Acquire(set, Limits.Start);

        counters.IsIdle(Limits.Start + jump).ShouldBeTrue();
        counters.Acquire(set, Limits.Start + jump).IsAdmitted.ShouldBeTrue();
    }

    [Fact]
    public void A_time_from_a_slower_thread_counts_as_the_latest()
    {
        var counters = default(RateLimitCounters);
        counters.Acquire(TwoWindows, Limits.Start + 30_000, cost: 2);

        counters.Acquire(TwoWindows, Limits.Start).IsAdmitted.ShouldBeTrue();
        counters.Acquire(TwoWindows, Limits.Start + 92_999).IsAdmitted.ShouldBeFalse();
        counters.Acquire(TwoWindows, Limits.Start + 93_000).IsAdmitted.ShouldBeTrue();
    }

    [Fact]
    public void A_cost_above_the_limit_is_never_admitted_and_waits_for_the_longest_period()
    {
        var counters = default(RateLimitCounters);

        var decision = counters.Acquire(TwoWindows, Limits.Start, cost: 4);

        decision.IsAdmitted.ShouldBeFalse();
        decision.RetryAfterSeconds.ShouldBe(86_400);
        counters.Acquire(TwoWindows, Limits.Start, cost: int.MaxValue).IsAdmitted.ShouldBeFalse();
        counters.IsIdle(Limits.Start).ShouldBeTrue();
    }

    [Fact]
    public void More_windows_than_fit_inline_are_reported()
    {
        var counters = default(RateLimitCounters);
        var set = Limits.Set(("a", "1/s"), ("b", "2/min"), ("c", "3/h"), ("d", "4/d"), ("e", "5/2d"), ("f", "6/3d"));

        var decision = counters.Acquire(set, Limits.Start);

        Enumerable.Range(0, 6).Select(i => decision[i].Remaining).ShouldBe([0, 1, 2, 3, 4, 5]);
    }

    [Fact]
    public void Without_windows_everything_is_admitted()
    {
        var counters = default(RateLimitCounters);

        counters.Acquire(WindowSet.Unlimited, Limits.Start, int.MaxValue).IsAdmitted.ShouldBeTrue();
    }
}
