namespace Auth.Storage.Contracts;

/// <summary>Starts many callers at one moment.</summary>
public static class Race
{
    /// <summary>Runs all calls at once: none begins before all callers stand at the line.</summary>
    public static async Task<T[]> RunAsync<T>(int callers, Func<int, ValueTask<T>> call)
    {
        var line = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var missing = callers;
        return await Task.WhenAll(
            Enumerable
                .Range(0, callers)
                .Select(caller =>
                    Task.Run(async () =>
                    {
                        if (Interlocked.Decrement(ref missing) == 0)
                        {
                            line.SetResult();
                        }

                        await line.Task;
                        return await call(caller);
                    })
                )
        );
    }

    /// <summary>Runs all calls at once, without results.</summary>
    public static Task RunAsync(int callers, Func<int, ValueTask> call) =>
        RunAsync(
            callers,
            async caller =>
            {
                await call(caller);
                return true;
            }
        );
}
