using System.Collections.Concurrent;
using System.Security.Cryptography;
using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

/// <summary>What <see cref="ISharedTokenCache"/> promises. The cache's own clock runs.</summary>
public abstract class SharedTokenCacheContract
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly string _name = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The cache under test.</summary>
    protected abstract ValueTask<ISharedTokenCache> OpenAsync();

    [Fact]
    public async Task What_is_put_is_found_byte_for_byte_under_its_name_alone()
    {
        var cache = await OpenAsync();
        var before = await cache.FindAsync(_name, default);
        before.Entry.ShouldBeNull();
        byte[] entry = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

        (await cache.PutAsync(_name, entry, before.Turn, Long, default)).ShouldBeTrue();

        (await cache.FindAsync(_name, default)).Entry.ShouldBe(entry);
        (await cache.FindAsync(_name + "x", default)).Entry.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_put_later_replaces_what_was_there()
    {
        var cache = await OpenAsync();
        var turn = (await cache.FindAsync(_name, default)).Turn;
        await cache.PutAsync(_name, [1, 2, 3], turn, Long, default);

        await cache.PutAsync(_name, [4], turn, Long, default);

        (await cache.FindAsync(_name, default)).Entry.ShouldBe([4]);
    }

    [Fact]
    public async Task An_entry_is_gone_when_its_lifetime_is_over()
    {
        var cache = await OpenAsync();
        var turn = (await cache.FindAsync(_name, default)).Turn;
        await cache.PutAsync(_name, [1], turn, TimeSpan.FromMilliseconds(100), default);

        await Task.Delay(TimeSpan.FromMilliseconds(150));

        (await cache.FindAsync(_name, default)).Entry.ShouldBeNull();
    }

    [Fact]
    public async Task Each_look_up_takes_a_higher_turn_than_any_before_whatever_it_finds()
    {
        var cache = await OpenAsync();
        var first = await cache.FindAsync(_name, default);
        var second = await cache.FindAsync(_name + "x", default);
        await cache.PutAsync(_name, [1], second.Turn, Long, default);
        var third = await cache.FindAsync(_name, default);

        second.Turn.ShouldBeGreaterThan(first.Turn);
        third.Turn.ShouldBeGreaterThan(second.Turn);
    }

    [Fact]
    public async Task No_two_of_many_look_ups_at_once_take_the_same_turn()
    {
        var cache = await OpenAsync();
        var turns = new ConcurrentBag<long>();

        await Race.RunAsync(
            8,
            async _ =>
            {
                for (var i = 0; i < 100; i++)
                {
                    turns.Add((await cache.FindAsync(_name, default)).Turn);
                }
            }
        );

        turns.Distinct().Count().ShouldBe(800);
    }

    [Fact]
    public async Task What_was_read_in_a_turn_that_was_never_taken_is_not_kept()
    {
        var cache = await OpenAsync();
        var turn = (await cache.FindAsync(_name, default)).Turn;

        (await cache.PutAsync(_name, [1], turn + 1_000_000_000, Long, default)).ShouldBeFalse();

        (await cache.FindAsync(_name, default)).Entry.ShouldBeNull();
    }

    [Fact]
    public async Task Its_clock_goes_on()
    {
        var cache = await OpenAsync();
        var before = (await cache.FindAsync(_name, default)).Milliseconds;

        await Task.Delay(TimeSpan.FromMilliseconds(100));

        ((await cache.FindAsync(_name, default)).Milliseconds - before).ShouldBeInRange(80, 60_000);
    }
}
