using System.Collections.Concurrent;

namespace Auth.Storage.Guarded;

/// <summary>A store over the network that a test lets fall silent: calls and signs of life wait until it speaks.</summary>
internal sealed class SilentStore : IStoreLifecycle
{
    private readonly ConcurrentQueue<TaskCompletionSource<int>> _waiting = new();
    private int _abandoned;

    public string Name => "Test";

    public bool IsDurable => true;

    public string? DataDirectory => null;

    public bool IsRemote { get; init; } = true;

    /// <summary>Whether calls are answered.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Whether signs of life are withheld too.</summary>
    public bool IsDead { get; set; }

    /// <summary>What signs of life fail with, if they fail.</summary>
    public Exception? Failure { get; set; }

    public int Calls { get; private set; }

    public int Abandoned => _abandoned;

    public ValueTask InitializeAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        if (Failure is { } failure)
        {
            throw failure;
        }

        if (IsDead)
        {
            await WaitAsync();
        }
    }

    public void Abandon() => Interlocked.Increment(ref _abandoned);

    /// <summary>A call of the store.</summary>
    public async ValueTask<int> CallAsync(CancellationToken cancellationToken)
    {
        Calls++;
        await Task.Yield();
        return IsSilent ? await WaitAsync() : 1;
    }

    /// <summary>Answers all that wait.</summary>
    public void Speak()
    {
        (IsSilent, IsDead, Failure) = (false, false, null);
        while (_waiting.TryDequeue(out var waiting))
        {
            waiting.SetResult(2);
        }
    }

    private Task<int> WaitAsync()
    {
        var waiting = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(waiting);
        return waiting.Task;
    }
}
