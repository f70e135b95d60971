namespace Auth.TestKit.Tests;

public sealed class RaceTests
{
    [Fact]
    public async Task All_contestants_of_a_round_run_at_the_same_time_and_rounds_one_after_the_other()
    {
        const int Contestants = 6;
        var inside = new int[20];

        var outcomes = await Race.RunAsync(
            Contestants,
            inside.Length,
            async (round, contestant) =>
            {
                Interlocked.Increment(ref inside[round]);
                SpinWait
                    .SpinUntil(() => Volatile.Read(ref inside[round]) == Contestants, TimeSpan.FromSeconds(10))
                    .ShouldBeTrue();
                await Task.Yield();
                return (round, contestant, inside.Count(entered => entered > 0));
            }
        );

        for (var round = 0; round < inside.Length; round++)
        {
            outcomes[round]
                .ShouldBe(Enumerable.Range(0, Contestants).Select(contestant => (round, contestant, round + 1)));
        }
    }

    [Fact]
    public async Task What_one_contestant_throws_is_thrown_when_all_have_finished()
    {
        var finished = 0;

        var error = await Should.ThrowAsync<AggregateException>(() =>
            Race.RunAsync(
                3,
                2,
                (round, contestant) =>
                {
                    Interlocked.Increment(ref finished);
                    return (round, contestant) == (0, 1)
                        ? throw new InvalidOperationException("lost")
                        : Task.FromResult(0);
                }
            )
        );

        error.InnerExceptions.Single().Message.ShouldBe("lost");
        finished.ShouldBe(6);
    }
}
