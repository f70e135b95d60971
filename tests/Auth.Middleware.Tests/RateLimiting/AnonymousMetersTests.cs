using System.Buffers.Binary;
using System.Net;
using Shouldly;
using Xunit;

namespace Auth.RateLimiting;

public sealed class AnonymousMetersTests
{
    private const int Capacity = 1_024;

    private readonly AnonymousMeters _meters = new(Capacity);
    private readonly WindowSet _set = Limits.Set(("burst", "2/min"), ("sustained", "10/day"));

    [Fact]
    public void Each_address_has_its_limit()
    {
        Admitted("203.0.113.7", 5).ShouldBe(2);
        Admitted("203.0.113.8", 5).ShouldBe(2);
        Admitted("::ffff:203.0.113.7", 5).ShouldBe(0);
    }

    [Fact]
    [Trait("attack", "43")]
    public void A_prefix_of_IPv6_has_one_limit()
    {
        Enumerable.Range(1, 256).Sum(i => Admitted($"2001:db8::{i:x}", 1)).ShouldBe(2);
        Admitted("2001:db8:0:1::1", 5).ShouldBe(2);
    }

    [Fact]
    [Trait("attack", "47")]
    public void Policies_never_share_a_counter()
    {
        Admitted("203.0.113.7", 5, "register").ShouldBe(2);
        Admitted("203.0.113.7", 5, "token").ShouldBe(2);
        Admitted("203.0.113.7", 5).ShouldBe(2);
    }

    [Fact]
    [Trait("attack", "50")]
    public void A_flood_of_addresses_stays_within_the_capacity()
    {
        Flood(10 * Capacity, Limits.Start);

        _meters.Count.ShouldBeLessThanOrEqualTo(Capacity);
    }

    [Fact]
    [Trait("attack", "50")]
    public void A_blocked_caller_stays_blocked_while_he_floods()
    {
        var callers = Enumerable.Range(0, 64).Select(i => $"203.0.113.{i}").ToList();
        callers.ShouldAllBe(c => Admitted(c, 5) == 2);

        Flood(10 * Capacity, Limits.Start);

        callers.ShouldAllBe(c => Admitted(c, 100) == 0);
    }

    [Fact]
    [Trait("attack", "50")]
    public void A_flood_is_limited_and_late_callers_too()
    {
        // Nobody goes unlimited: 2 for each slot, 16 for each neighbourhood slot, 64 for all others together.
        var most = (2 * Capacity) + (16 * (_meters.Capacity - Capacity)) + 64;

        Flood(100 * Capacity, Limits.Start, requests: 2).ShouldBeLessThanOrEqualTo(most);

        Enumerable.Range(0, 1_000).Sum(i => Admitted($"198.51.100.{i % 250}", 1)).ShouldBeLessThan(1_000);
    }

    [Fact]
    public void Slots_come_back_when_their_windows_are_empty()
    {
        Flood(10 * Capacity, Limits.Start);
        var later = Limits.Start + 90_720_000;

        Admitted("192.0.2.1", 5, now: later).ShouldBe(2);
        Flood(1, later).ShouldBe(1);
        _meters.Count.ShouldBeLessThanOrEqualTo(Capacity);
    }

    [Fact]
    public void A_caller_who_shares_a_partition_sees_his_own_limits()
    {
        Flood(100 * Capacity, Limits.Start, requests: 2);
        var shared = Enumerable.Range(0, 256).Select(i => Acquire($"192.0.2.{i}")).ToList();

        shared.ShouldAllBe(d => d[0].Remaining <= 2 && d[0].Used <= 2 && d[1].Remaining <= 10);
        shared.ShouldAllBe(d => ReferenceEquals(d.Windows, _set));
    }

    [Fact]
    public void Sharing_does_not_raise_what_one_request_may_cost()
    {
        Flood(100 * Capacity, Limits.Start, requests: 2);
        var later = Limits.Start + 63_000; // the shared minute is empty again, the addresses' slots are still taken

        var admitted = Enumerable.Range(0, 64).Count(i => Acquire($"192.0.2.{i}", cost: 3, now: later).IsAdmitted);

        admitted.ShouldBe(0);
    }

    [Fact]
    public void Callers_without_an_address_share_one_limit()
    {
        Enumerable.Range(0, 5).Count(_ => Acquire(null).IsAdmitted).ShouldBe(2);
    }

    private int Flood(int addresses, long now, int requests = 1)
    {
        var admitted = 0;
        var bytes = new byte[4];
        for (var i = 0; i < addresses; i++)
        {
            // 11.0.0.0 on, spread over many neighbourhoods.
            BinaryPrimitives.WriteUInt32BigEndian(bytes, 0x0B00_0000u + ((uint)i * 257));
            admitted += Admitted(new IPAddress(bytes), requests, now: now);
        }

        return admitted;
    }

    private int Admitted(string address, int requests, string policy = "default", long now = Limits.Start) =>
        Admitted(IPAddress.Parse(address), requests, policy, now);

    private int Admitted(IPAddress address, int requests, string policy = "default", long now = Limits.Start)
    {
        var admitted = 0;
        for (var i = 0; i < requests; i++)
        {
            var decision = Limits.Decision(_set, policy);
            _meters.Acquire(address, 64, 1, now, ref decision);
            admitted += decision.IsAdmitted ? 1 : 0;
        }

        return admitted;
    }

    private RateLimitDecision Acquire(string? address, int cost = 1, long now = Limits.Start)
    {
        var decision = Limits.Decision(_set);
        _meters.Acquire(address is null ? null : IPAddress.Parse(address), 64, cost, now, ref decision);
        return decision;
    }
}
