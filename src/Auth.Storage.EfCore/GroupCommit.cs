using System.Collections.Concurrent;
using System.Data.Common;

namespace Auth.Storage.EfCore;

/// <summary>Writes what many callers want to write at the same moment in one transaction, so that they share one flush to the disk.</summary>
/// <remarks>
/// Nobody waits for company: a caller who finds no commit on its way starts one at once, and those who come meanwhile are the next group. When they
/// become many, they do not wait for the first to end. Small groups side by side would cost the database more than they save (docs/decisions.md).
/// A caller is told only when its own item is safe. When a group fails, its items are tried alone, so that one bad item fails only itself.
/// </remarks>
/// <typeparam name="T">What is written.</typeparam>
/// <param name="commit">Writes all items in one transaction, or none.</param>
/// <param name="commits">How many commits may be on their way at a time; one where the database has a single writer.</param>
internal sealed class GroupCommit<T>(Func<IReadOnlyList<T>, Task> commit, int commits)
{
    private const int MaxGroup = 256;

    /// <summary>How many have to wait for a further commit beside those on their way.</summary>
    private const int Many = 24;

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
        while (running == 0 || (running < commits && _waiting.Count >= Many))
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
        catch (Exception e) when (group.Count == 1 || IsOutage(e))
        {
            group.ForEach(waiting => waiting.SetException(e));
        }
        catch (Exception)
        {
            foreach (var waiting in group)
            {
                await CommitAsync([waiting]);
            }
        }
    }

    /// <summary>Whether the database is away: each item alone would wait as long as all did together.</summary>
    private static bool IsOutage(Exception? exception) =>
        exception is TimeoutException or DbException { IsTransient: true }
        || (exception?.InnerException is { } inner && IsOutage(inner));

    private sealed class Waiting(T item) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public T Item { get; } = item;
    }
}
