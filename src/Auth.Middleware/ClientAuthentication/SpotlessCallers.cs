using System.Collections.Concurrent;
using Auth.RateLimiting;

namespace Auth.ClientAuthentication;

/// <summary>Callers of whom no failure is counted: they are not asked about again for a second, so that those who do nothing wrong cost no call.</summary>
/// <remarks>A failure on this node ends it at once. One that another node counted is seen a second later.</remarks>
internal sealed class SpotlessCallers
{
    private const int MaxCallers = 100_000;
    private const long Lifetime = 1_000;

    private readonly ConcurrentDictionary<(string ClientId, AddressPartition Address), long> _until = new();

    public bool Contains(string clientId, AddressPartition address, long now) =>
        _until.TryGetValue((clientId, address), out var until) && now < until;

    public void Add(string clientId, AddressPartition address, long now)
    {
        // Asking for the count takes every lock of the table, so only who is new does.
        if (!_until.ContainsKey((clientId, address)) && _until.Count >= MaxCallers)
        {
            _until.Clear();
        }

        _until[(clientId, address)] = now + Lifetime;
    }

    public void Remove(string clientId, AddressPartition address) => _until.TryRemove((clientId, address), out _);
}
