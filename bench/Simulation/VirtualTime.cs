namespace Auth.Bench.Simulation;

/// <summary>The clock of a simulation. Its timers never fire: nothing that is simulated waits too long.</summary>
internal sealed class VirtualTime : TimeProvider
{
    /// <summary>Ticks since the start.</summary>
    public long Now { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(60).AddTicks(Now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        Idle.Instance;

    private sealed class Idle : ITimer
    {
        public static readonly Idle Instance = new();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => default;
    }
}
