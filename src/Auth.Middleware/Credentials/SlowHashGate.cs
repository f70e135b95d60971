namespace Auth.Credentials;

/// <summary>Lets few slow hashes run at a time, and makes each rest as long as it ran: a flood takes a quarter of the processors at the most.</summary>
/// <remarks>
/// Callers wait in a short line; behind it they are turned away at once. A check whose answer is known waits like any other and computes nothing,
/// so that neither its time nor a full line tells whether there is such a client.
/// </remarks>
internal sealed class SlowHashGate : IDisposable
{
    /// <summary>How many callers wait at the most.</summary>
    public const int MaxWaiting = 16;

    /// <summary>The slowest hash that is imported takes less than three of the others.</summary>
    private const int HashesInABeat = 3;

    private static readonly TimeProvider Stopwatch = TimeProvider.System;

    private readonly SemaphoreSlim _slots = new(Slots, Slots);
    private long _typicalTicks;
    private int _inside;

    /// <summary>How many hashes run at a time: half as many as there are processors.</summary>
    public static int Slots { get; } = Math.Max(1, Environment.ProcessorCount / 2);

    public void Dispose() => _slots.Dispose();

    /// <summary>Runs a hash.</summary>
    /// <returns>Its result, or <see langword="null"/> when the line is full.</returns>
    public async ValueTask<T?> RunAsync<T>(Func<T> hash, CancellationToken cancellationToken)
        where T : struct
    {
        if (!await TryEnterAsync(cancellationToken))
        {
            return null;
        }

        var start = Stopwatch.GetTimestamp();
        try
        {
            return await Task.Run(hash, CancellationToken.None);
        }
        finally
        {
            var took = Stopwatch.GetElapsedTime(start);
            Learn(took);
            _ = LeaveAfterAsync(took);
        }
    }

    /// <summary>Takes as long as a hash and computes nothing.</summary>
    /// <param name="example">A hash to learn from how long one takes, when none has run yet.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Whether there was room; <see langword="false"/> when the line is full.</returns>
    public async ValueTask<bool> IdleAsync(Func<bool> example, CancellationToken cancellationToken)
    {
        var typical = new TimeSpan(Interlocked.Read(ref _typicalTicks));
        if (typical == TimeSpan.Zero)
        {
            return await RunAsync(example, cancellationToken) is not null;
        }

        if (!await TryEnterAsync(cancellationToken))
        {
            return false;
        }

        try
        {
            await Task.Delay(typical, Stopwatch, cancellationToken);
            return true;
        }
        finally
        {
            _ = LeaveAfterAsync(typical);
        }
    }

    /// <summary>Waits for the next of even beats since a check began: hashes of different kinds take different times, and refusals must not tell which it was.</summary>
    /// <param name="began">A time stamp of <see cref="Began"/>.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async ValueTask OnTheBeatAsync(long began, CancellationToken cancellationToken)
    {
        var beat = Interlocked.Read(ref _typicalTicks) * HashesInABeat;
        if (beat > 0)
        {
            var late = Stopwatch.GetElapsedTime(began).Ticks % beat;
            await Task.Delay(new TimeSpan(beat - late), Stopwatch, cancellationToken);
        }
    }

    /// <summary>The time stamp of now.</summary>
    public static long Began() => Stopwatch.GetTimestamp();

    private async ValueTask<bool> TryEnterAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _inside) > MaxWaiting + Slots)
        {
            Interlocked.Decrement(ref _inside);
            return false;
        }

        try
        {
            await _slots.WaitAsync(cancellationToken);
            return true;
        }
        catch
        {
            Interlocked.Decrement(ref _inside);
            throw;
        }
    }

    /// <summary>The caller has its answer; the slot rests.</summary>
    private async Task LeaveAfterAsync(TimeSpan rest)
    {
        await Task.Delay(rest, Stopwatch);
        Interlocked.Decrement(ref _inside);
        try
        {
            _slots.Release();
        }
        catch (ObjectDisposedException)
        {
            // The host has stopped meanwhile.
        }
    }

    /// <summary>A moving mean: one slow hash on a busy machine does not make all others slow.</summary>
    private void Learn(TimeSpan took)
    {
        var typical = Interlocked.Read(ref _typicalTicks);
        Interlocked.Exchange(ref _typicalTicks, typical == 0 ? took.Ticks : ((typical * 7) + took.Ticks) / 8);
    }
}
