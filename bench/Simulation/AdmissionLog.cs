namespace Auth.Bench.Simulation;

/// <summary>When requests of busy clients were admitted, to be checked against their limit afterwards.</summary>
internal sealed class AdmissionLog(int limit)
{
    private static readonly long Minute = TimeSpan.TicksPerMinute;
    private readonly Dictionary<int, List<long>> _admitted = [];

    /// <summary>Requests admitted.</summary>
    public long Admitted { get; private set; }

    /// <summary>Notes that a request was admitted.</summary>
    public void Add(int client, long now)
    {
        Admitted++;
        if (!_admitted.TryGetValue(client, out var times))
        {
            _admitted[client] = times = [];
        }

        times.Add(now);
    }

    /// <summary>Requests beyond the limit in the fullest minute of each client, added up.</summary>
    public long TooMany() => _admitted.Values.Sum(times => Math.Max(0L, FullestMinute(times) - limit));

    private static int FullestMinute(List<long> times)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < times.Count; last++)
        {
            while (times[last] - times[first] >= Minute)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }
}
