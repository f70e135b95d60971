using Auth.Storage;

namespace Auth.RateLimiting;

/// <summary>Callers of one partition who each need the store's decision: while it is asked for some, the next gather and are asked for together.</summary>
/// <remarks>So a busy caller costs the store one question in flight, not one a request.</remarks>
internal sealed class ExactCallers(string partition)
{
    private readonly Queue<ExactCaller> _waiting = new();
    private SpinLatch _latch;
    private bool _isAsking;

    /// <summary>Asks for a caller: at once, or with those who came meanwhile when the answer for those before is there.</summary>
    /// <returns><see langword="null"/> when the counters did not answer.</returns>
    public async ValueTask<ExactAnswer?> TakeAsync(SharedCounters counters, WindowSet set, int cost)
    {
        if (counters.Answer)
        {
            var answer = await Join(counters, set, cost);
            if (answer is not { IsUnasked: true })
            {
                return answer;
            }
        }

        // Counters that do not answer are not waited for twice: neither behind those who wait for them, nor behind who tries whether they do.
        var grant = await counters.TakeAsync(new CounterDemand(partition, set.Shared, cost, cost));
        return grant is null ? null : new ExactAnswer(grant, grant.Units > 0);
    }

    private Task<ExactAnswer?> Join(SharedCounters counters, WindowSet set, int cost)
    {
        var caller = new ExactCaller(set, cost);
        bool isFirst;
        _latch.Enter();
        try
        {
            _waiting.Enqueue(caller);
            isFirst = !_isAsking;
            _isAsking = true;
        }
        finally
        {
            _latch.Exit();
        }

        if (isFirst)
        {
            // For all who come: nothing of the first caller's request goes with it.
            using (ExecutionContext.SuppressFlow())
            {
                _ = AskForAllAsync(counters);
            }
        }

        return caller.Task;
    }

    private async Task AskForAllAsync(SharedCounters counters)
    {
        var isUsedUp = false;
        var isInTime = true;
        while (NextGroup() is { } callers)
        {
            var group = new ExactGroup(partition, callers);
            try
            {
                if (isInTime)
                {
                    isInTime = await group.AskAsync(counters, isUsedUp);
                    isUsedUp = group.IsUsedUp;
                }

                // Behind those who were not answered in time nobody waits once more.
                group.Release();
            }
            catch (Exception e)
            {
                group.Fail(e);
            }
        }
    }

    /// <summary>Takes from the queue those at its head who are held to the same; ends the turn when there is nobody.</summary>
    private List<ExactCaller>? NextGroup()
    {
        _latch.Enter();
        try
        {
            if (!_waiting.TryDequeue(out var first))
            {
                _isAsking = false;
                return null;
            }

            var group = new List<ExactCaller> { first };
            while (_waiting.TryPeek(out var next) && next.Set.IsSameAs(first.Set))
            {
                group.Add(_waiting.Dequeue());
            }

            return group;
        }
        finally
        {
            _latch.Exit();
        }
    }
}
