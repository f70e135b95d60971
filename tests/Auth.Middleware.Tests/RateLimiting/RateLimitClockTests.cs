using Shouldly;
using Xunit;

namespace Auth.RateLimiting;

public sealed class RateLimitClockTests
{
    [Fact]
    [Trait("attack", "15")]
    [Trait("attack", "51")]
    public void Setting_the_system_clock_moves_nothing()
    {
        var time = new TwoClocks();
        var clock = new RateLimitClock(time);

        time.Wall = time.Wall.AddHours(-1);
        time.Monotonic += 1_500;

        clock.NowMs.ShouldBe(Limits.Start + 1_500);
    }

    private sealed class TwoClocks : TimeProvider
    {
        public DateTimeOffset Wall { get; set; } = DateTimeOffset.FromUnixTimeMilliseconds(Limits.Start);

        public long Monotonic { get; set; } = 42;

        public override long TimestampFrequency => 1_000;

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => Monotonic;
    }
}
