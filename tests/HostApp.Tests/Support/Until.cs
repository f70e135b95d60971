namespace HostApp.Tests;

/// <summary>Waits for what happens in the background: looks again and again until it is so, for a minute at the most.</summary>
internal static class Until
{
    public static async Task<T> IsAsync<T>(Func<Task<T>> look, Func<T, bool> isSo)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var seen = await look();
            if (isSo(seen))
            {
                return seen;
            }

            try
            {
                await poll.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException e)
            {
                throw new TimeoutException($"It was not so within a minute; seen last: {seen}", e);
            }
        }
    }
}
