using Auth.Storage;

namespace Auth.RateLimiting;

/// <summary>Callers who are asked for together, in the order in which they came; all are held to the same windows.</summary>
/// <remarks>
/// One question takes what all of them need or nothing; when they do not fit, those who do are asked for. Who is refused alone is refused with all who
/// need as much. Each gets what a question of its own would have got at that moment.
/// </remarks>
internal sealed class ExactGroup(string partition, List<ExactCaller> callers)
{
    private readonly WindowSet _set = callers[0].Set;

    /// <summary>Whether the last answer was a refusal.</summary>
    public bool IsUsedUp { get; private set; }

    /// <summary>Asks until everybody is told.</summary>
    /// <param name="counters">Whom to ask.</param>
    /// <param name="isUsedUp">Whether the group before was refused: then one caller alone learns when there will be units, and so do all.</param>
    /// <returns><see langword="false"/> when an answer did not come, or all of them not in the time that one may take: who is left was not asked for.</returns>
    public async ValueTask<bool> AskAsync(SharedCounters counters, bool isUsedUp)
    {
        var since = counters.NowMs;
        var together = isUsedUp ? 1 : Fitting(_set.SmallestLimit);
        while (callers.Count > 0)
        {
            if (counters.IsLate(since))
            {
                return false;
            }

            var units = UnitsOf(together);
            var grant = await counters.TakeAsync(new CounterDemand(partition, _set.Shared, units, units));
            if (grant is null)
            {
                Tell(together, static _ => null);
                return false;
            }

            var most = int.MaxValue;
            IsUsedUp = grant.Units == 0;
            if (!IsUsedUp)
            {
                Tell(together, after => new ExactAnswer(grant, true, after));
            }
            else if (together == 1)
            {
                Refuse(callers[0].Cost, new ExactAnswer(grant, false));
            }
            else
            {
                // Even if the windows it tells of have room for as many: it would be asked the same for ever.
                most = together - 1;
            }

            together = Math.Min(most, Fitting(RoomOf(grant)));
        }

        return true;
    }

    /// <summary>Tells everybody who is left that nothing was decided.</summary>
    public void Release() => Tell(callers.Count, static _ => ExactAnswer.Unasked);

    /// <summary>Tells everybody who is left what went wrong.</summary>
    public void Fail(Exception exception)
    {
        callers.ForEach(caller => caller.TrySetException(exception));
        callers.Clear();
    }

    /// <summary>Tells the first few; what is told depends on the units of those among them who come after.</summary>
    private void Tell(int count, Func<int, ExactAnswer?> answer)
    {
        var after = UnitsOf(count);
        foreach (var caller in callers.Take(count))
        {
            after -= caller.Cost;
            caller.SetResult(answer(after));
        }

        callers.RemoveRange(0, count);
    }

    private void Refuse(int cost, ExactAnswer answer)
    {
        foreach (var caller in callers.Where(caller => caller.Cost == cost))
        {
            caller.SetResult(answer);
        }

        callers.RemoveAll(caller => caller.Cost == cost);
    }

    /// <summary>How many of the first there is room for; one, if for none.</summary>
    private int Fitting(int room)
    {
        var count = 0;
        while (count < callers.Count && callers[count].Cost <= room)
        {
            room -= callers[count++].Cost;
        }

        return Math.Max(1, count);
    }

    private int UnitsOf(int count) => callers.Take(count).Sum(caller => caller.Cost);

    private int RoomOf(CounterGrant grant)
    {
        var room = int.MaxValue;
        for (var i = 0; i < _set.Count; i++)
        {
            room = Math.Min(room, _set.Windows[i].Limit - grant.Windows[i].Used);
        }

        return room;
    }
}
