using Auth.Storage;
using Shouldly;
using Xunit;

namespace Auth.RateLimiting;

public sealed class ClientMeterTests
{
    private readonly ClientMeters _clients = new();
    private readonly WindowSet _set = Limits.Set(("burst", "2/min"));

    [Fact]
    [Trait("attack", "47")]
    public void Policies_never_share_a_counter()
    {
        var meter = _clients.GetOrAdd("a");

        Acquire(meter, policy: "thumbnail").IsAdmitted.ShouldBeTrue();
        Acquire(meter, policy: "thumbnail").IsAdmitted.ShouldBeTrue();
        Acquire(meter, policy: "thumbnail").IsAdmitted.ShouldBeFalse();

        Acquire(meter).IsAdmitted.ShouldBeTrue();
        Acquire(meter, policy: "export").IsAdmitted.ShouldBeTrue();
    }

    [Fact]
    public void Only_clients_without_counts_are_swept()
    {
        Acquire(_clients.GetOrAdd("busy"), Limits.Start);
        Acquire(_clients.GetOrAdd("policy"), Limits.Start, "thumbnail");
        _clients.GetOrAdd("idle");

        _clients.SweepIdle(Limits.Start + 62_999).ShouldBe(1);
        _clients.Count.ShouldBe(2);
        _clients.SweepIdle(Limits.Start + 63_000).ShouldBe(2);
        _clients.Count.ShouldBe(0);
    }

    [Fact]
    public void A_session_with_a_swept_meter_shares_its_successors_counts()
    {
        var old = _clients.GetOrAdd("a");
        _clients.SweepIdle(Limits.Start);
        var current = _clients.GetOrAdd("a");
        current.ShouldNotBeSameAs(old);

        Acquire(old).IsAdmitted.ShouldBeTrue();
        Acquire(current).IsAdmitted.ShouldBeTrue();
        Acquire(old).IsAdmitted.ShouldBeFalse();
        Acquire(current).IsAdmitted.ShouldBeFalse();
        var peek = Limits.Decision(_set);
        old.Peek(Limits.Start, ref peek);
        peek[0].Used.ShouldBe(2);
    }

    [Fact]
    public void A_swept_meter_comes_back_when_it_has_no_successor()
    {
        var meter = _clients.GetOrAdd("a");
        _clients.SweepIdle(Limits.Start);

        Acquire(meter);

        _clients.GetOrAdd("a").ShouldBeSameAs(meter);
    }

    [Fact]
    public void Usage_is_drained_once()
    {
        var meter = _clients.GetOrAdd("a");
        _clients.GetOrAdd("idle");
        for (var i = 0; i < 5; i++)
            Acquire(meter, Limits.Start + i);

        var usage = _clients.DrainUsage(100).ShouldHaveSingleItem();

        var at = DateTimeOffset.FromUnixTimeMilliseconds(Limits.Start + 4);
        usage.ShouldBe(new UsageDelta("a", DateOnly.FromDateTime(at.UtcDateTime), 2, 3, at));
        _clients.DrainUsage(100).ShouldBeEmpty();
        meter.Count(1, 0, Limits.Start + 9);
        _clients.DrainUsage(100).ShouldHaveSingleItem().Allowed.ShouldBe(1);
    }

    [Fact]
    public void Usage_belongs_to_the_day_it_happened_on()
    {
        var meter = _clients.GetOrAdd("a");
        meter.Count(3, 0, Limits.Start - 1);
        meter.Count(1, 1, Limits.Start);

        var usage = _clients.DrainUsage(100);

        usage.Select(u => (u.Allowed, u.Refused)).ShouldBe([(3, 0), (1, 1)]);
        usage[1].Day.ShouldBe(usage[0].Day.AddDays(1));
    }

    [Fact]
    public void Usage_that_could_not_be_stored_is_taken_back()
    {
        Acquire(_clients.GetOrAdd("a"));
        var usage = _clients.DrainUsage(100);

        _clients.ReturnUsage(usage);

        _clients.DrainUsage(100).ShouldBe(usage);
    }

    [Fact]
    public void Returned_usage_is_added_up_by_day()
    {
        var meter = _clients.GetOrAdd("a");
        meter.Count(3, 0, Limits.Start - 1);
        meter.Count(1, 1, Limits.Start);
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var failed = _clients.DrainUsage(100);
            meter.Count(1, 0, Limits.Start + attempt);
            _clients.ReturnUsage(failed);
        }

        var usage = _clients.DrainUsage(100);

        usage.Select(u => (u.Allowed, u.Refused)).ShouldBe([(3, 0), (11, 1)]);
    }

    [Fact]
    public void A_drain_takes_no_more_than_asked()
    {
        for (var i = 0; i < 10; i++)
            Acquire(_clients.GetOrAdd($"c{i}"));

        _clients.DrainUsage(4).Count.ShouldBe(4);
        _clients.DrainUsage(100).Count.ShouldBe(6);
    }

    private RateLimitDecision Acquire(
        ClientMeter meter,
        long now = Limits.Start,
        string policy = RateLimitingOptions.DefaultPolicy
    )
    {
        var decision = Limits.Decision(_set, policy);
        meter.Acquire(1, now, ref decision);
        return decision;
    }
}
