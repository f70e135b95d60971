namespace Auth.Time;

/// <summary>Waits for an answer for a time, and no longer.</summary>
internal static class Deadline
{
    /// <summary>Asks.</summary>
    /// <param name="ask">The question; it is told when nobody waits for the answer any more.</param>
    /// <param name="timeout">How long the answer may take.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="OperationCanceledException">There was no answer in time.</exception>
    public static async Task<T> AskAsync<T>(
        Func<CancellationToken, ValueTask<T>> ask,
        TimeSpan timeout,
        TimeProvider time
    )
    {
        using var giveUp = new CancellationTokenSource(timeout, time);
        var answer = ask(giveUp.Token).AsTask();
        try
        {
            return await answer.WaitAsync(giveUp.Token);
        }
        catch (OperationCanceledException) when (!answer.IsCompleted)
        {
            // Given up, but not ended: its failure is nobody's any more.
            _ = answer.ContinueWith(
                static late => late.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
            throw;
        }
    }
}
