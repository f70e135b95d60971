namespace Auth.TestKit;

/// <summary>Lets many callers do the same thing at the same moment, again and again.</summary>
public static class Race
{
    /// <summary>
    /// Starts all contestants of a round from a barrier, on threads of their own, and waits for all before the next round.
    /// </summary>
    /// <param name="contestants">How many run against each other.</param>
    /// <param name="rounds">How often.</param>
    /// <param name="run">What one contestant does, given the round and its own number, both from zero.</param>
    /// <returns>The outcomes, by round and then by contestant.</returns>
    /// <exception cref="AggregateException">What contestants threw, after every round has been run.</exception>
    public static async Task<T[][]> RunAsync<T>(int contestants, int rounds, Func<int, int, Task<T>> run)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(contestants, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        var outcomes = new T[rounds][];
        for (var round = 0; round < rounds; round++)
        {
            outcomes[round] = new T[contestants];
        }

        var errors = new List<Exception>();
        using var barrier = new Barrier(contestants);
        var threads = Enumerable.Range(0, contestants).Select(StartThread).ToArray();
        await Task.WhenAll(threads);
        return errors.Count == 0 ? outcomes : throw new AggregateException(errors);

        // A thread each: contestants that wait at a barrier on the thread pool would starve those still to come.
        Task StartThread(int contestant) =>
            Task.Factory.StartNew(
                () => RunAllRounds(contestant),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );

        void RunAllRounds(int contestant)
        {
            for (var round = 0; round < rounds; round++)
            {
                barrier.SignalAndWait();
                try
                {
                    outcomes[round][contestant] = run(round, contestant).GetAwaiter().GetResult();
                }
                catch (Exception e)
                {
                    lock (errors)
                    {
                        errors.Add(e);
                    }
                }

                // The next round begins when the slowest of this one is done.
                barrier.SignalAndWait();
            }
        }
    }
}
