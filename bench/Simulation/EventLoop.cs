namespace Auth.Bench.Simulation;

/// <summary>What happens when, on one thread: what is due is done in its order, and what it awaits goes on here too.</summary>
internal sealed class EventLoop(VirtualTime time) : SynchronizationContext
{
    private readonly PriorityQueue<Action, long> _due = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();

    /// <summary>Does something after a while.</summary>
    public void After(TimeSpan delay, Action action) => _due.Enqueue(action, time.Now + delay.Ticks);

    /// <inheritdoc />
    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    /// <summary>Moves the clock to the end, doing what falls due.</summary>
    public void RunUntil(long end)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            Drain();
            while (_due.TryPeek(out var action, out var at) && at <= end)
            {
                _due.Dequeue();
                time.Now = at;
                action();
                Drain();
            }

            time.Now = end;
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private void Drain()
    {
        while (_posted.TryDequeue(out var posted))
        {
            posted.Callback(posted.State);
        }
    }
}
