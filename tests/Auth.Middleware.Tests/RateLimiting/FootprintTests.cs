using System.Net;
using Shouldly;
using Xunit;

namespace Auth.RateLimiting;

public sealed class FootprintTests
{
    private static readonly IPAddress Address = IPAddress.Parse("2001:db8::1");

    [Theory]
    [InlineData("standard", null)]
    [InlineData("wide", null)]
    [InlineData("standard", "thumbnail")]
    [InlineData("exempt", null)]
    public void Deciding_about_a_known_client_allocates_nothing(string tier, string? policy)
    {
        var engine = Limits.Engine(
            ("Policies:thumbnail", "150/min"),
            ("Tiers:wide:burst", "1000000/min"),
            ("Tiers:wide:hourly", "2000000/h"),
            ("Tiers:wide:sustained", "3000000/day")
        );
        var session = Limits.Tier(tier);
        var meter = engine.Client("a");
        var now = Limits.Start;

        Allocated(() => engine.AcquireClient(meter, session, policy, 1, now += 100)).ShouldBe(0);
        Allocated(() => engine.PeekClient(meter, session, policy, now)).ShouldBe(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("thumbnail")]
    public void Deciding_about_a_known_address_allocates_nothing(string? policy)
    {
        var engine = Limits.Engine(("Policies:thumbnail", "150/min"));
        var now = Limits.Start;

        Allocated(() => engine.AcquireAddress(Address, policy, 1, now += 100)).ShouldBe(0);
    }

    [Fact]
    [Trait("attack", "50")]
    public void An_anonymous_partition_takes_at_most_128_bytes()
    {
        const int Partitions = 65_536;
        var meters = new AnonymousMeters(Partitions);
        var set = Limits.Set(("burst", "20/min"), ("sustained", "200/day"));
        var addresses = Enumerable.Range(0, 4 * Partitions).Select(i => new IPAddress(0x0100_0000L + i)).ToArray();
        var decision = Limits.Decision(set);
        meters.Acquire(IPAddress.Loopback, 64, 1, Limits.Start, ref decision);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var address in addresses)
            meters.Acquire(address, 64, 1, Limits.Start, ref decision);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        // The arrays of the two tables were made before: a reference for each eight slots.
        var perPartition = ((double)bytes / meters.Capacity) + 1;
        TestContext.Current.TestOutputHelper?.WriteLine($"{perPartition:F1} bytes");
        meters.Count.ShouldBe(Partitions);
        perPartition.ShouldBeLessThanOrEqualTo(128);
    }

    private static long Allocated(Action decide)
    {
        for (var i = 0; i < 100; i++)
            decide();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            decide();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static long Allocated(Func<RateLimitDecision> decide) =>
        Allocated(() =>
        {
            decide();
        });
}
