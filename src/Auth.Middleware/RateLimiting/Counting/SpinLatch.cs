namespace Auth.RateLimiting;

/// <summary>A lock in four bytes for critical sections of some nanoseconds. Not reentrant.</summary>
internal struct SpinLatch
{
    private int _held;

    public void Enter()
    {
        if (Interlocked.CompareExchange(ref _held, 1, 0) != 0)
            Spin();
    }

    public void Exit() => Volatile.Write(ref _held, 0);

    private void Spin()
    {
        var spinner = default(SpinWait);
        do
        {
            spinner.SpinOnce();
        } while (Volatile.Read(ref _held) != 0 || Interlocked.CompareExchange(ref _held, 1, 0) != 0);
    }
}
