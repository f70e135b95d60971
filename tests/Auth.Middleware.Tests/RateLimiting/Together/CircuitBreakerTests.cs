namespace Auth.RateLimiting.Together;

public sealed class CircuitBreakerTests
{
    private readonly CircuitBreaker _breaker = new();

    [Fact]
    public void Three_failures_in_a_row_open_it_and_say_so_once()
    {
        _breaker.Fail(0).ShouldBeFalse();
        _breaker.Fail(0).ShouldBeFalse();
        _breaker.MayAsk(0).ShouldBeTrue();
        _breaker.Fail(0).ShouldBeTrue();
        _breaker.Fail(0).ShouldBeFalse();

        _breaker.IsOpen.ShouldBeTrue();
        _breaker.MayAsk(299).ShouldBeFalse();
    }

    [Fact]
    public void An_answer_between_failures_starts_the_count_anew()
    {
        _breaker.Fail(0);
        _breaker.Fail(0);
        _breaker.Succeed().ShouldBeFalse();

        _breaker.Fail(0).ShouldBeFalse();
        _breaker.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void While_open_one_caller_asks_every_300_milliseconds_and_its_answer_closes_it()
    {
        for (var i = 0; i < 3; i++)
        {
            _breaker.Fail(0);
        }

        _breaker.MayAsk(300).ShouldBeTrue();
        _breaker.MayAsk(300).ShouldBeFalse();
        _breaker.MayAsk(599).ShouldBeFalse();
        _breaker.MayAsk(600).ShouldBeTrue();

        _breaker.Succeed().ShouldBeTrue();
        _breaker.Succeed().ShouldBeFalse();
        _breaker.MayAsk(600).ShouldBeTrue();
    }
}
