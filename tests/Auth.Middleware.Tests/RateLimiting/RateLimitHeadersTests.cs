using Shouldly;
using Xunit;

namespace Auth.RateLimiting;

[Trait("draft", "ratelimit-headers-11")]
public sealed class RateLimitHeadersTests
{
    [Fact]
    public void Tell_policy_and_standing_in_one_list_each()
    {
        var set = Limits.Set(("sustained", "10000/day"), ("burst", "100/min"));
        var counters = default(RateLimitCounters);

        var decision = counters.Acquire(set, Limits.Start, cost: 50);

        RateLimitHeaders.Policy(in decision).ToString().ShouldBe("\"burst\";q=100;w=60,\"sustained\";q=10000;w=86400");
        RateLimitHeaders.Limit(in decision).ToString().ShouldBe("\"burst\";r=50;t=63,\"sustained\";r=9950;t=90720");
    }

    [Fact]
    [Trait("line", "L1")]
    public void Are_strict_structured_fields_for_any_windows()
    {
        var name = new string('x', 64);
        var set = Limits.Set([.. Enumerable.Range(0, 9).Select(i => ($"{i}_-{name[4..]}", $"1000000000/{i + 100}d"))]);
        var counters = default(RateLimitCounters);

        var decision = counters.Acquire(set, Limits.Start);

        var policy = StructuredList.Parse(RateLimitHeaders.Policy(in decision)!);
        var limit = StructuredList.Parse(RateLimitHeaders.Limit(in decision)!);
        policy.Select(i => i.Value).ShouldBe(limit.Select(i => i.Value));
        policy.ShouldAllBe(i => i.Parameters["q"] == 1_000_000_000 && i.Parameters["w"] > 0);
        limit.ShouldAllBe(i => i.Parameters["r"] == 999_999_999 && i.Parameters["t"] > 0);
    }

    [Fact]
    [Trait("line", "L2")]
    public void Retry_after_is_at_least_the_effective_window_of_each_exhausted_policy()
    {
        var set = Limits.Set(("burst", "2/min"), ("hourly", "2/h"), ("sustained", "9/day"));
        var counters = default(RateLimitCounters);
        counters.Acquire(set, Limits.Start + 1_234, cost: 2);

        var refused = counters.Acquire(set, Limits.Start + 5_678);

        var retryAfter = int.Parse(
            RateLimitHeaders.RetryAfter(in refused)!,
            System.Globalization.CultureInfo.InvariantCulture
        );
        retryAfter.ShouldBeGreaterThanOrEqualTo(1);
        StructuredList
            .Parse(RateLimitHeaders.Limit(in refused)!)
            .Where(i => i.Parameters["r"] == 0)
            .ShouldAllBe(i => i.Parameters["t"] <= retryAfter);
    }

    [Fact]
    [Trait("line", "L3")]
    public void Never_offer_more_than_the_quota()
    {
        var set = Limits.Set(("burst", "3/min"));
        var counters = default(RateLimitCounters);
        for (var i = 0; i < 10; i++)
        {
            var decision = counters.Acquire(set, Limits.Start + (i * 7_000));
            StructuredList.Parse(RateLimitHeaders.Limit(in decision)!)[0].Parameters["r"].ShouldBeInRange(0, 3);
        }
    }
}
