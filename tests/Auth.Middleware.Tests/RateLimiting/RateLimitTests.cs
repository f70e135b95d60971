using Shouldly;
using Xunit;

namespace Auth.RateLimiting;

public sealed class RateLimitTests
{
    [Theory]
    [InlineData("100/min", 100, 60)]
    [InlineData("20/min", 20, 60)]
    [InlineData("10000/day", 10_000, 86_400)]
    [InlineData("10/day", 10, 86_400)]
    [InlineData("1/s", 1, 1)]
    [InlineData("1/second", 1, 1)]
    [InlineData("5/10min", 5, 600)]
    [InlineData("300/5min", 300, 300)]
    [InlineData("3/minute", 3, 60)]
    [InlineData("150/hour", 150, 3_600)]
    [InlineData("7/H", 7, 3_600)]
    [InlineData(" 7/2d ", 7, 172_800)]
    [InlineData("1000000000/366days", 1_000_000_000, 31_622_400)]
    public void Reads_a_rate(string text, int units, int seconds)
    {
        var rate = RateLimit.Parse(text);

        rate.Units.ShouldBe(units);
        rate.PeriodSeconds.ShouldBe(seconds);
        rate.IsFixed.ShouldBeFalse();
        rate.Text.ShouldBe(text.Trim());
        RateLimit.Parse(rate.ToString()).ShouldBe(rate);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("off")]
    [InlineData("100")]
    [InlineData("/min")]
    [InlineData("0/min")]
    [InlineData("-1/min")]
    [InlineData("+1/min")]
    [InlineData("1.5/min")]
    [InlineData("1e3/min")]
    [InlineData("1,000/min")]
    [InlineData("1000000001/min")]
    [InlineData("99999999999999999999/min")]
    [InlineData("10/")]
    [InlineData("10/0min")]
    [InlineData("10/60")]
    [InlineData("10/week")]
    [InlineData("10/year")]
    [InlineData("10/month")]
    [InlineData("10/ms")]
    [InlineData("10/367d")]
    [InlineData("10/99999999999999999999s")]
    [InlineData("10/min/day")]
    [InlineData("10/m1n")]
    [InlineData("10 / min")]
    [InlineData("10/min floating")]
    [InlineData("١٠/min")]
    public void Refuses_what_is_no_rate(string? text) => RateLimit.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Says_what_is_expected() =>
        Should.Throw<FormatException>(() => RateLimit.Parse("fast")).Message.ShouldContain("100/min");

    [Fact]
    public void Keeps_the_text_without_the_word_fixed()
    {
        var rate = RateLimit.Parse("5/10min fixed");

        rate.IsFixed.ShouldBeTrue();
        rate.Text.ShouldBe("5/10min");
        rate.ToString().ShouldBe("5/10min fixed");
    }
}
