using Auth.Storage;
using Shouldly;
using Xunit;

namespace Auth.RateLimiting;

public sealed class InMemoryRateLimitStoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RateLimitWindow[] Windows =
    [
        new("sustained", 5, TimeSpan.FromDays(1)),
        new("burst", 3, TimeSpan.FromMinutes(1)),
    ];

    private readonly InMemoryRateLimitStore _store = new();

    [Fact]
    public async Task Decides_over_all_windows_in_the_order_asked()
    {
        await Acquire("a", 3, Now);

        var refused = await Acquire("a", 1, Now);

        refused.Allowed.ShouldBeFalse();
        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(63));
        refused.Windows[0].ShouldBe(new("sustained", 5, 2, TimeSpan.FromSeconds(90_720)));
        refused.Windows[1].ShouldBe(new("burst", 3, 0, TimeSpan.FromSeconds(63)));
        (await Acquire("a", 1, Now + refused.RetryAfter)).Allowed.ShouldBeTrue();
    }

    [Fact]
    public async Task Partitions_are_separate_and_reading_takes_nothing()
    {
        await Acquire("a", 3, Now);

        (await Acquire("b", 3, Now)).Allowed.ShouldBeTrue();
        (await _store.PeekAsync("a", Windows, Now, default))[1].Remaining.ShouldBe(0);
        (await _store.PeekAsync("never", Windows, Now, default))[1].Remaining.ShouldBe(3);
    }

    [Fact]
    public async Task A_reset_forgets_everything_and_may_be_repeated()
    {
        await Acquire("a", 3, Now);

        await _store.ResetAsync("a", default);
        await _store.ResetAsync("a", default);

        (await Acquire("a", 3, Now)).Allowed.ShouldBeTrue();
    }

    [Fact]
    public async Task Changed_limits_keep_the_counts()
    {
        await Acquire("a", 3, Now);
        RateLimitWindow[] more = [Windows[0], Windows[1] with { Limit = 4 }];

        var result = await _store.AcquireAsync("a", more, 1, Now, default);

        result.Allowed.ShouldBeTrue();
        result.Windows[1].Remaining.ShouldBe(0);
    }

    [Fact]
    public async Task Idle_partitions_do_not_pile_up_and_busy_ones_stay()
    {
        await Acquire("busy", 3, Now.AddDays(2));
        for (var i = 0; i < 5_000; i++)
            await Acquire($"p{i}", 1, Now);
        for (var i = 0; i < 5_000; i++)
            await Acquire($"q{i}", 1, Now.AddDays(2));

        (await Acquire("busy", 1, Now.AddDays(2))).Allowed.ShouldBeFalse();
        (await Acquire("q0", 3, Now.AddDays(2))).Allowed.ShouldBeFalse();
    }

    [Fact]
    public async Task Without_windows_everything_is_admitted() =>
        (await _store.AcquireAsync("a", [], 1, Now, default)).Allowed.ShouldBeTrue();

    private ValueTask<RateLimitResult> Acquire(string partition, int cost, DateTimeOffset now) =>
        _store.AcquireAsync(partition, Windows, cost, now, default);
}
