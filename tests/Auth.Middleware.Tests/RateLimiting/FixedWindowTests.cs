using Shouldly;
using Xunit;

namespace Auth.RateLimiting;

public sealed class FixedWindowTests
{
    private static readonly WindowSet FivePerTenMinutes = Limits.Set(("auth", "5/10min fixed"));

    [Fact]
    public void Starts_anew_on_the_boundary()
    {
        var counters = default(RateLimitCounters);
        var now = Limits.Start + 540_500; // half a second into the last minute
        counters.Acquire(FivePerTenMinutes, now, cost: 5).IsAdmitted.ShouldBeTrue();

        var refused = counters.Acquire(FivePerTenMinutes, now);

        refused.RetryAfterSeconds.ShouldBe(60);
        refused[0].ShouldBe(new RateLimitReading(5, 0, 60));
        counters.Acquire(FivePerTenMinutes, Limits.Start + 599_999).IsAdmitted.ShouldBeFalse();
        counters.Acquire(FivePerTenMinutes, Limits.Start + 600_000, cost: 5).IsAdmitted.ShouldBeTrue();
    }

    [Fact]
    public void Decides_together_with_a_sliding_one()
    {
        var counters = default(RateLimitCounters);
        var set = Limits.Set(("burst", "2/min"), ("auth", "5/10min fixed"));

        for (var i = 0; i < 10; i++)
            counters.Acquire(set, Limits.Start);

        counters.Peek(set, Limits.Start)[1].Used.ShouldBe(2);
    }
}
