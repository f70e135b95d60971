using Auth.Storage;

namespace Auth.RateLimiting;

/// <summary>Callers of one partition who each need the store's decision: while it is asked for some, the next gather and are asked for together.</summary>
/// <remarks>
/// What comes out is what would have come out of questions one by one, in the order of the callers: one question for all of them takes what
/// all need or nothing, and who does not fit is asked for again. So a busy caller costs the store one question in flight, not one a request.
/// </remarks>
internal sealed class ExactCallers(string partition)
{
    private readonly Queue<Caller> _waiting = new();
    private SpinLatch _latch;
    private bool _isAsking;
    private bool _isUsedUp;

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
        var grant = await counters.TakeAsync(DemandOf(set, cost));
        return grant is null ? null : new ExactAnswer(grant, grant.Units > 0);
    }

    private Task<ExactAnswer?> Join(SharedCounters counters, WindowSet set, int cost)
    {
        var caller = new Caller(set, cost);
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
            _ = AskForAllAsync(counters);
        }

        return caller.Task;
    }

    private async Task AskForAllAsync(SharedCounters counters)
    {
        while (NextGroup() is { } group)
        {
            if (!await AskForAsync(counters, group))
            {
                // Those behind have not been asked for yet, and have waited once.
                while (NextGroup() is { } behind)
                {
                    behind.ForEach(caller => caller.SetResult(ExactAnswer.Unasked));
                }

                return;
            }
        }
    }

    /// <summary>Takes from the queue those at its head who ask for the same; ends the turn when there is nobody.</summary>
    private List<Caller>? NextGroup()
    {
        _latch.Enter();
        try
        {
            if (!_waiting.TryDequeue(out var first))
            {
                _isAsking = false;
                return null;
            }

            var group = new List<Caller> { first };
            while (_waiting.TryPeek(out var next) && next.AsksAs(first))
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

    /// <returns>Whether the counters answered.</returns>
    private async ValueTask<bool> AskForAsync(SharedCounters counters, List<Caller> group)
    {
        var (set, cost) = (group[0].Set, group[0].Cost);
        var settled = 0;
        // While units lack, one caller alone learns when there will be some, and so do all.
        var together = _isUsedUp ? 1 : group.Count;
        while (settled < group.Count)
        {
            together = Math.Min(together, Math.Min(group.Count - settled, set.SmallestLimit / cost));
            var grant = await counters.TakeAsync(DemandOf(set, together * cost));
            if (grant is null)
            {
                Settle(group, settled, group.Count - settled, static _ => null);
                return false;
            }

            _isUsedUp = grant.Units == 0;
            if (!_isUsedUp)
            {
                var admitted = together;
                Settle(group, settled, admitted, after => new ExactAnswer(grant, true, after * cost));
                settled += admitted;
                together = group.Count - settled;
            }
            else if (together == 1)
            {
                Settle(group, settled, group.Count - settled, _ => new ExactAnswer(grant, false));
                settled = group.Count;
            }
            else
            {
                together = Math.Max(1, RoomOf(grant, set) / cost);
            }
        }

        return true;
    }

    /// <summary>Tells callers what they wait for; told of each is how many of them come after it.</summary>
    private static void Settle(List<Caller> group, int from, int count, Func<int, ExactAnswer?> answer)
    {
        for (var i = 0; i < count; i++)
        {
            group[from + i].SetResult(answer(count - 1 - i));
        }
    }

    private static int RoomOf(CounterGrant grant, WindowSet set)
    {
        var room = int.MaxValue;
        for (var i = 0; i < set.Count; i++)
        {
            room = Math.Min(room, set.Windows[i].Limit - grant.Windows[i].Used);
        }

        return room;
    }

    private CounterDemand DemandOf(WindowSet set, int units) => new(partition, set.Shared, units, units);

    private sealed class Caller(WindowSet set, int cost)
        : TaskCompletionSource<ExactAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public WindowSet Set => set;

        public int Cost => cost;

        public bool AsksAs(Caller other) => Cost == other.Cost && Set.IsSameAs(other.Set);
    }
}
