namespace Auth.RateLimiting;

/// <summary>Who waits for a decision of the store, as a task that ends with it.</summary>
/// <param name="set">The windows that decide.</param>
/// <param name="cost">Units to take.</param>
internal sealed class ExactCaller(WindowSet set, int cost)
    : TaskCompletionSource<ExactAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public WindowSet Set => set;

    public int Cost => cost;
}
