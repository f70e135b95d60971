using Auth.TestKit;

namespace Auth.Testing;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Wall_clock_and_timestamp_move_together()
    {
        var now = _clock.GetUtcNow();
        var timestamp = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromMilliseconds(1500.5));

        _clock.GetUtcNow().ShouldBe(now + TimeSpan.FromMilliseconds(1500.5));
        _clock.GetElapsedTime(timestamp).ShouldBe(TimeSpan.FromMilliseconds(1500.5));
        _clock.TimestampFrequency.ShouldBe(10_000_000);
    }

    [Fact]
    public void Time_never_goes_back()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));
        Should.Throw<ArgumentOutOfRangeException>(() => _clock.AdvanceTo(_clock.GetUtcNow().AddTicks(-1)));
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_times_and_read_those_times()
    {
        var start = _clock.GetUtcNow();
        var fired = new List<(string Name, double Second)>();
        using var late = Once("late", 3);
        using var early = Once("early", 1);
        using var beyond = Once("beyond", 10);

        _clock.Advance(TimeSpan.FromSeconds(5));

        fired.ShouldBe([("early", 1), ("late", 3)]);
        _clock.GetUtcNow().ShouldBe(start.AddSeconds(5));
        _clock.ActiveTimers.ShouldBe(1);

        ITimer Once(string name, int seconds) =>
            _clock.CreateTimer(
                _ => fired.Add((name, (_clock.GetUtcNow() - start).TotalSeconds)),
                null,
                TimeSpan.FromSeconds(seconds),
                Timeout.InfiniteTimeSpan
            );
    }

    [Fact]
    public void A_timer_fires_exactly_at_its_time_and_not_a_tick_before()
    {
        var count = 0;
        using var timer = Every(_ => count++, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1));
        count.ShouldBe(0);

        _clock.Advance(TimeSpan.FromTicks(1));
        count.ShouldBe(1);
    }

    [Fact]
    public void A_periodic_timer_fires_for_each_period_that_passed()
    {
        var count = 0;
        using var timer = Every(_ => count++, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1));

        _clock.Advance(TimeSpan.FromSeconds(4.5));

        count.ShouldBe(3);
    }

    [Fact]
    public void A_timer_that_a_callback_starts_again_fires_in_the_same_advance()
    {
        var count = 0;
        ITimer? timer = null;
        timer = Every(Again, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(3));

        count.ShouldBe(3);
        timer.Dispose();

        void Again(object? state)
        {
            count++;
            timer!.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        }
    }

    [Fact]
    public void A_disposed_timer_stays_silent()
    {
        var count = 0;
        var timer = Every(_ => count++, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        timer.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(5));

        count.ShouldBe(0);
        timer.Change(TimeSpan.Zero, TimeSpan.Zero).ShouldBeFalse();
        _clock.ActiveTimers.ShouldBe(0);
    }

    [Fact]
    public void A_timer_due_at_once_fires_at_an_advance_of_zero()
    {
        var count = 0;
        using var timer = Every(_ => count++, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.Zero);

        count.ShouldBe(1);
    }

    [Fact]
    public async Task A_delay_ends_when_its_time_has_come()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(5), _clock);

        _clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        delay.IsCompleted.ShouldBeFalse();

        _clock.Advance(TimeSpan.FromTicks(1));
        await delay.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_loop_can_be_awaited_until_it_sleeps_again()
    {
        var rounds = 0;
        using var stop = new CancellationTokenSource();
        var loop = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromHours(1), _clock);
                rounds++;
            }
        });

        for (var expected = 0; expected < 50; expected++)
        {
            await _clock.WaitForTimersAsync();
            rounds.ShouldBe(expected);
            _clock.Advance(TimeSpan.FromHours(1));
        }

        await stop.CancelAsync();
        while (!loop.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Waiting_for_timers_that_never_come_times_out() =>
        await Should.ThrowAsync<TimeoutException>(() => _clock.WaitForTimersAsync(1, TimeSpan.FromMilliseconds(10)));

    [Fact]
    public async Task Every_timer_fires_once_however_many_threads_start_timers_and_move_the_clock()
    {
        var fired = 0;

        await Race.RunAsync(
            8,
            50,
            (_, contestant) =>
            {
                Every(_ => Interlocked.Increment(ref fired), TimeSpan.FromTicks(contestant), Timeout.InfiniteTimeSpan);
                _clock.Advance(TimeSpan.FromTicks(3));
                return Task.FromResult(0);
            }
        );
        _clock.Advance(TimeSpan.FromSeconds(1));

        fired.ShouldBe(400);
    }

    private ITimer Every(TimerCallback callback, TimeSpan due, TimeSpan period) =>
        _clock.CreateTimer(callback, null, due, period);

    [Fact]
    public void A_step_of_years_fires_a_repeating_timer_for_its_end_only()
    {
        var time = new ManualTimeProvider();
        var fired = new List<DateTimeOffset>();
        using var timer = time.CreateTimer(
            _ => fired.Add(time.GetUtcNow()),
            null,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1)
        );

        time.Advance(TimeSpan.FromDays(3_650));

        fired.Count.ShouldBe(1_000);
        fired[^1].ShouldBe(time.GetUtcNow());
        time.Advance(TimeSpan.FromSeconds(2));
        fired.Count.ShouldBe(1_002);
    }
}
