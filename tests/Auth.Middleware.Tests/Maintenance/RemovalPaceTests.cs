namespace Auth.Maintenance;

/// <summary>Removing what has ended keeps up, and lets others in.</summary>
public sealed class RemovalPaceTests
{
    [Fact]
    public void Batches_grow_while_they_are_quick_and_shrink_when_they_are_slow()
    {
        var pace = new RemovalPace();
        var first = pace.Batch;

        pace.After(TimeSpan.FromMilliseconds(1));
        pace.Batch.ShouldBe(2 * first);
        pace.After(TimeSpan.FromMilliseconds(3));
        pace.Batch.ShouldBe(2 * first);
        pace.After(TimeSpan.FromMilliseconds(6));
        pace.Batch.ShouldBe(first);
        for (var i = 0; i < 20; i++)
        {
            pace.After(TimeSpan.Zero);
        }

        pace.Batch.ShouldBe(1_000);
        for (var i = 0; i < 20; i++)
        {
            pace.After(TimeSpan.FromSeconds(10));
        }

        pace.Batch.ShouldBe(50);
    }

    [Fact]
    public void The_rest_is_as_long_as_the_batch_was_and_never_very_long()
    {
        var pace = new RemovalPace();

        pace.After(TimeSpan.FromMilliseconds(7)).ShouldBe(TimeSpan.FromMilliseconds(7));
        pace.After(TimeSpan.FromMinutes(1)).ShouldBe(TimeSpan.FromSeconds(1));
    }
}
