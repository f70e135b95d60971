namespace Auth.Maintenance;

/// <summary>How many rows are removed at a time, and how long the store rests in between.</summary>
/// <remarks>
/// Where a database has a single writer, tokens that are asked for wait for a batch: it grows while it is over within two milliseconds and
/// shrinks when it takes more than five. The rest is as long as the batch was, so removing takes half of the writer's time at the most.
/// </remarks>
internal sealed class RemovalPace
{
    private const int Least = 50;
    private const int Most = 1_000;

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);

    /// <summary>How many rows the next batch may remove.</summary>
    public int Batch { get; private set; } = 200;

    /// <summary>Takes in how long a batch took.</summary>
    /// <returns>How long to rest.</returns>
    public TimeSpan After(TimeSpan batch)
    {
        if (batch < Short)
        {
            Batch = Math.Min(Most, 2 * Batch);
        }
        else if (batch > Long)
        {
            Batch = Math.Max(Least, Batch / 2);
        }

        return batch < LongestRest ? batch : LongestRest;
    }
}
