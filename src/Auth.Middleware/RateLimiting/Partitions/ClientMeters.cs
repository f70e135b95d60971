using System.Collections.Concurrent;
using Auth.Storage;

namespace Auth.RateLimiting;

/// <summary>The meters of the clients seen on this node, and the queue of those with usage to report.</summary>
internal sealed class ClientMeters
{
    private readonly ConcurrentDictionary<string, ClientMeter> _meters = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ClientMeter> _dirty = new();
    private readonly ConcurrentQueue<UsageDelta> _closedDays = new();

    public int Count => _meters.Count;

    /// <summary>How many usages wait to be collected.</summary>
    public int PendingUsage => _dirty.Count + _closedDays.Count;

    /// <summary>The client's meter. A session keeps it for as long as it lives.</summary>
    public ClientMeter GetOrAdd(string clientId) =>
        _meters.TryGetValue(clientId, out var meter)
            ? meter
            : _meters.GetOrAdd(clientId, static (id, table) => new ClientMeter(id, table), this);

    /// <summary>Forgets clients in whose windows nothing is counted any more.</summary>
    /// <returns>How many.</returns>
    public int SweepIdle(long now)
    {
        var swept = 0;
        foreach (var (_, meter) in _meters)
        {
            if (meter.TryRetire(now))
                swept++;
        }

        return swept;
    }

    /// <summary>Collects the usage of at most <paramref name="max"/> clients that were active since the last call.</summary>
    public List<UsageDelta> DrainUsage(int max)
    {
        var usage = new List<UsageDelta>();
        while (usage.Count < max && _closedDays.TryDequeue(out var day))
            usage.Add(day);

        // Meters that become dirty meanwhile wait for the next call.
        for (var left = _dirty.Count; left > 0 && usage.Count < max && _dirty.TryDequeue(out var meter); left--)
        {
            if (meter.TakeUsage() is { } delta)
                usage.Add(delta);
        }

        return usage;
    }

    /// <summary>Takes back usage that could not be stored, for the next attempt.</summary>
    public void ReturnUsage(IEnumerable<UsageDelta> usage)
    {
        // Added up with what came since, so that a store that stays away costs no memory.
        foreach (var delta in usage)
        {
            if (!GetOrAdd(delta.ClientId).TryRestore(delta))
                _closedDays.Enqueue(delta);
        }
    }

    internal void Enqueue(ClientMeter meter) => _dirty.Enqueue(meter);

    internal void Enqueue(UsageDelta usage) => _closedDays.Enqueue(usage);

    internal ClientMeter GetOrAdd(ClientMeter meter) => _meters.GetOrAdd(meter.ClientId, meter);

    internal void Remove(ClientMeter meter) => _meters.TryRemove(new(meter.ClientId, meter));
}
