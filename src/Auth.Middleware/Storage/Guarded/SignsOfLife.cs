namespace Auth.Storage.Guarded;

/// <summary>Whether a store has answered anything, and questions to it that only want to know that.</summary>
/// <remarks>
/// Silence is counted in ticks of this process's own timer: a process that did not get to run, or not to read, does not take that for silence.
/// </remarks>
internal sealed class SignsOfLife(IStoreLifecycle store, TimeProvider time)
{
    private const int Ticks = 6;
    private const int Questions = 4;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private long _heard;

    /// <summary>Notes that something was answered.</summary>
    public void Heard() => Interlocked.Increment(ref _heard);

    /// <summary>Asks, and waits for an answer to that or to anything.</summary>
    /// <returns><see langword="null"/> when there was one; otherwise why there was none.</returns>
    public async Task<Exception?> AwaitAsync(TimeSpan patience)
    {
        var before = Volatile.Read(ref _heard);
        var interval = patience == Timeout.InfiniteTimeSpan ? patience : patience / Ticks;
        var question = AskAsync();
        for (var tick = 0; tick < Ticks && !question.IsCompleted && Volatile.Read(ref _heard) == before; tick++)
        {
            await Task.WhenAny(question, Task.Delay(interval, time));
        }

        return Volatile.Read(ref _heard) != before ? null
            : question.IsCompleted ? await question
            : new TimeoutException();
    }

    /// <summary>Asks again and again until something is answered.</summary>
    /// <remarks>A question that hangs is not taken back, because it is answered the moment the server goes on; others are asked beside it.</remarks>
    public async Task ReturnAsync()
    {
        var before = Volatile.Read(ref _heard);
        var questions = new List<Task<Exception?>>();
        while (Volatile.Read(ref _heard) == before)
        {
            questions.RemoveAll(question => question.IsCompleted);
            if (questions.Count < Questions)
            {
                questions.Add(AskAsync());
            }

            await Task.Delay(Interval, time);
        }
    }

    private async Task<Exception?> AskAsync()
    {
        try
        {
            await store.CheckAsync(CancellationToken.None);
            Heard();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
