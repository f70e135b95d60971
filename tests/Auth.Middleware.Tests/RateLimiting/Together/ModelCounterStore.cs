using Auth.Storage;

namespace Auth.RateLimiting.Together;

/// <summary>Shared counters in memory, on a clock of their own, that may hang or fail; written from the contract and not from a store.</summary>
internal sealed class ModelCounterStore(Func<long> clock) : ISharedCounterStore
{
    private readonly Dictionary<(string Partition, string Window), List<(long Tick, int Units)>> _counts = [];
    private readonly Lock _lock = new();
    private Task _way = Task.CompletedTask;
    private int _calls;

    public string Name => "Model";

    /// <summary>How often it was asked.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Whether questions stay without an answer.</summary>
    public bool Hangs { get; set; }

    /// <summary>Whether questions fail.</summary>
    public bool Fails { get; set; }

    /// <summary>Whether answers are about no window at all.</summary>
    public bool Misreports { get; set; }

    public int Nodes { get; set; } = 1;

    /// <summary>Questions from now on are on their way until this has ended.</summary>
    public TaskCompletionSource NewWay()
    {
        var way = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _way = way.Task;
        return way;
    }

    public async ValueTask<CounterGrant> TakeAsync(CounterDemand demand, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        await _way;
        if (Hangs)
        {
            await new TaskCompletionSource().Task;
        }

        var grant = Fails ? throw new InvalidOperationException("The model is down.") : Take(demand);
        return Misreports ? grant with { Windows = [] } : grant;
    }

    public ValueTask ResetAsync(string partition, CancellationToken cancellationToken) => default;

    public ValueTask<int> SignOnAsync(string node, TimeSpan lifetime, CancellationToken cancellationToken) =>
        new(Nodes);

    /// <summary>The units counted for all partitions together.</summary>
    public int Used()
    {
        lock (_lock)
        {
            return _counts.Values.Sum(pairs => pairs.Sum(pair => pair.Units));
        }
    }

    private CounterGrant Take(CounterDemand demand)
    {
        lock (_lock)
        {
            var now = clock();
            var windows = demand.Windows;
            var pairs = windows.Select(window => Live(demand, window, now)).ToList();
            var room = windows.Select((window, i) => window.Limit - pairs[i].Sum(pair => pair.Units)).Min();
            var units =
                demand.Least > 0 && demand.Least <= room ? Math.Max(demand.Least, Math.Min(demand.Most, room / 8)) : 0;
            var lifetime = windows.Min(window => (now / window.StepMilliseconds + 1) * window.StepMilliseconds - now);
            var states = windows.Select(
                (window, i) =>
                {
                    if (units > 0)
                    {
                        pairs[i].Add((now / window.StepMilliseconds, units));
                    }

                    var used = pairs[i].Sum(pair => pair.Units);
                    var wait =
                        used == 0 ? 0 : (pairs[i].Min(pair => pair.Tick) + window.Kept) * window.StepMilliseconds - now;
                    return new CounterState(used, TimeSpan.FromMilliseconds(wait));
                }
            );
            return new CounterGrant(units, TimeSpan.FromMilliseconds(lifetime), now, [.. states]);
        }
    }

    private List<(long Tick, int Units)> Live(CounterDemand demand, CounterWindow window, long now)
    {
        var key = (demand.Partition, window.Id);
        if (!_counts.TryGetValue(key, out var pairs))
        {
            _counts[key] = pairs = [];
        }

        pairs.RemoveAll(pair => (pair.Tick + window.Kept) * window.StepMilliseconds <= now);
        var back = pairs.FindIndex(pair => pair.Tick == demand.Returned.Mark / window.StepMilliseconds);
        if (demand.Returned.Units > 0 && back >= 0)
        {
            pairs[back] = pairs[back] with { Units = Math.Max(0, pairs[back].Units - demand.Returned.Units) };
        }

        return pairs;
    }
}
