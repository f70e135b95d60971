using System.Collections.Concurrent;

namespace Auth.Storage.EfCore;

/// <summary>Writes what many callers want to write at the same moment in one transaction, so that they share one flush to the disk.</summary>
/// <remarks>
/// Nobody waits for company: a caller who finds no commit on its way starts one at once, and those who come meanwhile are the next group.
/// A caller is told only when its own item is safe. When a group fails, its items are tried alone, so that one bad item fails only itself.
/// </remarks>
/// <typeparam name="T">What is written.</typeparam>
/// <param name="commit">Writes all items in one transaction, or none.</param>
/// <param name="commits">How many commits may be on their way at a time; one where the database has a single writer.</param>
internal sealed class GroupCommit<T>(Func<IReadOnlyList<T>, Task> commit, int commits)
{
    private const int MaxGroup = 256;

    private readonly ConcurrentQueue<Waiting> _waiting = new();
    private int _running;

    /// <summary>Writes an item; returns when it is safe.</summary>
    /// <remarks>Who cancels is no longer told, and the item may be written all the same.</remarks>
    public Task AddAsync(T item, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiting = new Waiting(item);
        _waiting.Enqueue(waiting);
        if (TryStart())
        {
            // Elsewhere: a provider without asynchronous input and output would keep the caller for everybody else's groups.
            _ = Task.Run(RunAsync, CancellationToken.None);
        }

        return waiting.Task.WaitAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        do
        {
            while (Take() is { Count: > 0 } group)
            {
                await CommitAsync(group);
            }

            Interlocked.Decrement(ref _running);
            // Somebody may have come between the last look and the decrement, and relied on this run.
        } while (!_waiting.IsEmpty && TryStart());
    }

    private bool TryStart()
    {
        var running = Volatile.Read(ref _running);
        while (running < commits)
        {
            var seen = Interlocked.CompareExchange(ref _running, running + 1, running);
            if (seen == running)
            {
                return true;
            }

            running = seen;
        }

        return false;
    }

    private List<Waiting> Take()
    {
        var group = new List<Waiting>();
        while (group.Count < MaxGroup && _waiting.TryDequeue(out var waiting))
        {
            group.Add(waiting);
        }

        return group;
    }

    private async Task CommitAsync(List<Waiting> group)
    {
        try
        {
            await commit(group.ConvertAll(waiting => waiting.Item));
            group.ForEach(waiting => waiting.SetResult());
        }
        catch (Exception e) when (group.Count == 1)
        {
            group[0].SetException(e);
        }
        catch (Exception)
        {
            foreach (var waiting in group)
            {
                await CommitAsync([waiting]);
            }
        }
    }

    private sealed class Waiting(T item) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public T Item { get; } = item;
    }
}
