using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Auth.RateLimiting;

/// <summary>Random arrivals against a log of all requests.</summary>
public sealed class SlidingWindowProperties
{
    public sealed record Scenario(int[] Limits, int[] Periods, (long Wait, int Cost)[] Requests)
    {
        public override string ToString() =>
            $"limits {string.Join(',', Limits)} periods {string.Join(',', Periods)}: {string.Join(' ', Requests)}";
    }

    [Fact]
    public void Compact_counters_agree_with_the_log() => Check.One(Many, Prop.ForAll(Scenarios(1, 2, 40), Agrees));

    [Fact]
    public void Wide_counters_agree_with_the_log() => Check.One(Many, Prop.ForAll(Scenarios(3, 6, 40), Agrees));

    [Fact]
    public void Large_limits_agree_with_the_log() => Check.One(Many, Prop.ForAll(Scenarios(1, 2, 5_000_000), Agrees));

    private static Config Many => Config.QuickThrowOnFailure.WithMaxTest(250);

    private static Arbitrary<Scenario> Scenarios(int fewest, int most, int highest)
    {
        var period = Gen.OneOf(Gen.Choose(1, 5), Gen.Elements(60, 3_600, 86_400));
        var wait = Gen.OneOf(
            Gen.Constant(0L),
            Gen.Choose(0, 60).Select(ms => (long)ms),
            Gen.Choose(0, 5_000).Select(ms => (long)ms),
            Gen.Choose(0, 200_000_000).Select(ms => (long)ms),
            Gen.Elements(50L, 950L, 999L, 1_000L, 1_049L, 1_050L, 3_000L, 60_000L, 63_000L, 90_720_000L)
        );
        var cost = Gen.OneOf(Gen.Constant(1), Gen.Choose(1, 4), Gen.Choose(1, highest));
        var request = wait.SelectMany(_ => cost, (w, c) => (Wait: w, Cost: c));
        var scenario =
            from count in Gen.Choose(fewest, most)
            from limits in Gen.Choose(1, highest).ArrayOf(count)
            from periods in period.ArrayOf(count)
            from requests in request.ArrayOf(60)
            select new Scenario(limits, periods, requests);
        return Arb.From(scenario);
    }

    private static bool Agrees(Scenario scenario)
    {
        var set = new WindowSet(
            scenario.Limits.Select((n, i) => new RateWindow($"w{i}", new RateLimit(n, scenario.Periods[i], false, "")))
        );
        var logs = new RequestLog[set.Count];
        for (var i = 0; i < logs.Length; i++)
            logs[i] = new RequestLog(set.Windows[i].Limit, set.Windows[i].PeriodSeconds * 1_000L);

        var counters = default(RateLimitCounters);
        var past = new List<(long At, int Cost)>();
        var now = Limits.Start;
        foreach (var (wait, cost) in scenario.Requests)
        {
            now += wait;
            var before = counters.Peek(set, now);
            var decision = counters.Acquire(set, now, cost);
            Check_decision(logs, now, cost, in before, in decision);
            if (!decision.IsAdmitted && cost <= scenario.Limits.Min())
                Check_retry(past, set, now, cost, decision.RetryAfterSeconds);
            past.Add((now, cost));
        }

        return true;
    }

    private static void Check_decision(
        RequestLog[] logs,
        long now,
        int cost,
        in RateLimitDecision before,
        in RateLimitDecision decision
    )
    {
        // Never more than the limit in any window that ends now; never late by more than a twentieth.
        if (decision.IsAdmitted)
            Require(logs.All(l => l.Within(l.PeriodMs, now) + cost <= l.Limit), "admitted too much");
        else
            Require(logs.Any(l => l.Within(l.PeriodMs + (l.PeriodMs / 20), now) + cost > l.Limit), "refused too late");
        Require(decision.IsAdmitted == (decision.RetryAfterSeconds == 0), "retry-after without a refusal");

        for (var i = 0; i < logs.Length; i++)
        {
            var taken = decision.IsAdmitted ? cost : 0;
            var reading = decision[i];
            Require(reading.Used == before[i].Used + taken, "took something else than the cost");
            Require(reading.Used + reading.Remaining == logs[i].Limit, "remaining and used disagree");
            Require(
                (reading.ResetSeconds == 0) == (reading.Used == 0 && cost <= logs[i].Limit),
                "reset of an unused window"
            );
            Require(
                decision.IsAdmitted || reading.Remaining > 0 || decision.RetryAfterSeconds >= reading.ResetSeconds,
                "retry-after before the reset"
            );
            if (taken > 0)
                logs[i].Admit(now, cost);
        }
    }

    private static void Check_retry(List<(long At, int Cost)> past, WindowSet set, long now, int cost, int seconds)
    {
        var inTime = Replay(past, set).Acquire(set, now + (seconds * 1_000L), cost);
        var early = Replay(past, set).Acquire(set, now + ((seconds - 1) * 1_000L), cost);
        Require(inTime.IsAdmitted, "retry-after promises too much");
        Require(!early.IsAdmitted, "retry-after waits too long");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            Assert.Fail(otherwise);
    }

    private static ref RateLimitCounters Replay(List<(long At, int Cost)> past, WindowSet set)
    {
        var counters = new RateLimitCounters[1];
        foreach (var (at, cost) in past)
            counters[0].Acquire(set, at, cost);
        return ref counters[0];
    }
}
